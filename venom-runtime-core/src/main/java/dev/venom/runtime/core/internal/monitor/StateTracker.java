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
    Shown follow(Judgement judgement, Instant now) {
        if (shown.isEmpty()) {
            return show(judgement, now);
        }
        Shown current = shown.get();
        if (judgement.weight() == Judgement.Weight.NOTHING) {
            return current;
        }
        if (saysTheSame(judgement, current)) {
            dissenting = 0;
            return current;
        }
        dissenting++;
        if (judgement.weight() == Judgement.Weight.CERTAIN || dissenting >= looksNeeded(current, judgement)) {
            return show(judgement, now);
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

    private Shown show(Judgement judgement, Instant now) {
        Instant since = shown.filter(current -> current.state() == judgement.state())
                .map(Shown::since)
                .orElseGet(() -> begin(judgement, now));
        dissenting = 0;
        Shown next = new Shown(judgement.state(), since, judgement.reason());
        shown = Optional.of(next);
        return next;
    }

    /** The first look has to believe the evidence; later ones see the change themselves, but for a process's end. */
    private Instant begin(Judgement judgement, Instant now) {
        boolean told = shown.isEmpty() || judgement.state() == RuntimeState.OFFLINE;
        return told ? judgement.since().filter(since -> !since.isAfter(now)).orElse(now) : now;
    }

    private static boolean saysTheSame(Judgement judgement, Shown current) {
        return judgement.state() == current.state() && judgement.reason().equals(current.reason());
    }

    private static int looksNeeded(Shown current, Judgement judgement) {
        if (current.state() == RuntimeState.STARTING || current.state() == RuntimeState.OFFLINE) {
            return 1;
        }
        return judgement.state() == RuntimeState.ONLINE ? LOOKS_TO_RECOVER : LOOKS_TO_FALL;
    }
}
