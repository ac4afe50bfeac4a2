package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeState;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the state that is shown. A fact changes it at once; what may pass by itself only when it lasts for several
 * looks, so that a panel never flickers. Not thread-safe.
 */
final class StateTracker {
    private static final int LOOKS_TO_FALL = 3;
    private static final int LOOKS_TO_RECOVER = 2;

    private Optional<Shown> shown = Optional.empty();
    private int dissenting;

    /**
     * What is shown. Immutable.
     *
     * @param state the state
     * @param since since when
     * @param reason why
     */
    record Shown(RuntimeState state, Instant since, String reason) {}

    /** Takes the next look into account. */
    Shown follow(Assessment assessment, Instant now) {
        if (shown.isEmpty()) {
            return show(assessment, now);
        }
        Shown current = shown.get();
        if (assessment.weight() == Assessment.Weight.NOTHING) {
            return current;
        }
        if (saysTheSame(assessment, current)) {
            dissenting = 0;
            return current;
        }
        dissenting++;
        if (assessment.weight() == Assessment.Weight.CERTAIN || dissenting >= looksNeeded(current, assessment)) {
            return show(assessment, now);
        }
        return current;
    }

    /** Whether looks of late said something else than what is shown. */
    boolean isInDoubt() {
        return dissenting > 0;
    }

    Optional<Shown> shown() {
        return shown;
    }

    private Shown show(Assessment assessment, Instant now) {
        Instant since = shown.filter(current -> current.state() == assessment.state())
                .map(Shown::since)
                .orElseGet(() -> begin(assessment, now));
        dissenting = 0;
        Shown next = new Shown(assessment.state(), since, assessment.reason());
        shown = Optional.of(next);
        return next;
    }

    /** The first look has to believe the evidence; later ones see the change themselves, but for a process's end. */
    private Instant begin(Assessment assessment, Instant now) {
        boolean told = shown.isEmpty() || assessment.state() == RuntimeState.OFFLINE;
        return told ? assessment.since().filter(since -> !since.isAfter(now)).orElse(now) : now;
    }

    private static boolean saysTheSame(Assessment assessment, Shown current) {
        return assessment.state() == current.state() && assessment.reason().equals(current.reason());
    }

    private static int looksNeeded(Shown current, Assessment assessment) {
        if (current.state() == RuntimeState.STARTING || current.state() == RuntimeState.OFFLINE) {
            return 1;
        }
        return assessment.state() == RuntimeState.ONLINE ? LOOKS_TO_RECOVER : LOOKS_TO_FALL;
    }
}
