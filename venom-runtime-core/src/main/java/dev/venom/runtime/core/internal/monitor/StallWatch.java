package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.spi.runtime.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sees by its counters whether a runtime works: one that has requests and whose counter of work stands still has
 * stalled, whatever it says of itself. Not thread-safe.
 */
final class StallWatch {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private OptionalLong counter = OptionalLong.empty();
    private Optional<Instant> standingSince = Optional.empty();

    /** What this says of the runtime's progress; empty where it says nothing. */
    Optional<Progress> see(Activity activity, Instant now) {
        if (activity.workCounter().isEmpty()) {
            return Optional.empty();
        }
        boolean moved = counter.isPresent() && activity.workCounter().getAsLong() != counter.getAsLong();
        counter = activity.workCounter();
        if (moved) {
            standingSince = Optional.empty();
            return Optional.of(new Progress(Progress.Kind.PROVED, "its counter of work moves"));
        }
        if (!isBusy(activity)) {
            standingSince = Optional.empty();
            return Optional.empty();
        }
        Instant since = standingSince.orElse(now);
        standingSince = Optional.of(since);
        return now.isBefore(since.plus(PATIENCE))
                ? Optional.empty()
                : Optional.of(new Progress(
                        Progress.Kind.STALLED,
                        "has had requests for " + PATIENCE.toSeconds() + " s without working on any"));
    }

    private static boolean isBusy(Activity activity) {
        return activity.runningRequests().orElse(0) > 0
                || activity.waitingRequests().orElse(0) > 0;
    }
}
