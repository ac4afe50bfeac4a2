package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.Activity.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Sees by its counters whether a runtime works: one that has requests and whose counter of work stands still has
 * stalled, whatever it says of itself. A counter that moves only when a request ends says nothing by standing, and one that
 * moves by batches little while the processor is at work. Not thread-safe.
 */
final class StallWatch {
    static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** A batch of a long prompt on a slow processor. */
    static final Duration PATIENCE_AT_WORK = Duration.ofSeconds(600);

    private OptionalLong counter = OptionalLong.empty();
    private OptionalDouble cachePercent = OptionalDouble.empty();
    private Optional<Activity> busy = Optional.empty();
    private Optional<Instant> standingSince = Optional.empty();

    /** What this says of the runtime's progress; empty where it says nothing. */
    Optional<Progress> see(Activity told, boolean processorWorks, Instant now) {
        Activity activity = isSilent(told) ? busy.orElse(told) : told;
        if (activity.workCounter().isEmpty()) {
            busy = Optional.empty();
            return Optional.empty();
        }
        boolean moved = counter.isPresent() && !activity.workCounter().equals(counter);
        boolean stirred = moved || !activity.cachePercent().equals(cachePercent);
        counter = activity.workCounter();
        cachePercent = activity.cachePercent();
        busy = activity.isBusy() ? Optional.of(activity) : Optional.empty();
        if (stirred || !activity.isBusy() || activity.pace() == Pace.BY_REQUEST) {
            standingSince = Optional.empty();
        }
        if (moved) {
            return Optional.of(new Progress(Progress.Kind.PROVED, "its counter of work moves"));
        }
        return activity.isBusy() && activity.pace() != Pace.BY_REQUEST
                ? standing(activity.pace() == Pace.BY_BATCH && processorWorks ? PATIENCE_AT_WORK : TIMEOUT, now)
                : Optional.empty();
    }

    /** Whether it had requests when it was last seen. */
    boolean isBusy() {
        return busy.isPresent();
    }

    OptionalLong counter() {
        return counter;
    }

    private Optional<Progress> standing(Duration timeout, Instant now) {
        Instant since = standingSince.orElse(now);
        standingSince = Optional.of(since);
        return now.isBefore(since.plus(timeout))
                ? Optional.empty()
                : Optional.of(new Progress(
                        Progress.Kind.STALLED,
                        "has had requests for " + timeout.toSeconds() + " s without working on any"));
    }

    /** One whose engine is stuck with a request may not even tell how busy it is. */
    private static boolean isSilent(Activity told) {
        return told.workCounter().isEmpty() && told.runningRequests().isEmpty();
    }
}
