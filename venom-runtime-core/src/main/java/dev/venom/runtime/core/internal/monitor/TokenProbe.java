package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.Activity.Pace;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets a runtime show that it works without harm to those whom it serves: one that has requests is watched at its work, and
 * asked for a token only if it is seen to stand. Confined to one thread.
 */
final class TokenProbe {
    private static final Duration WATCHING = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MonitoredRuntime runtime;
    private final String name;
    private final BooleanSupplier processorWorks;

    TokenProbe(MonitoredRuntime runtime, String name, BooleanSupplier processorWorks) {
        this.runtime = runtime;
        this.name = name;
        this.processorWorks = processorWorks;
    }

    /** For somebody who wants to know. */
    Progress onDemand(Activity before) {
        Activity now = before;
        for (long waited = 0; now.isBusy() && counts(now) && waited < WATCHING.toMillis(); waited += PAUSE.toMillis()) {
            pause();
            now = activity();
            if (hasMoved(before.workCounter(), now.workCounter())) {
                return atWork();
            }
        }
        return now.isBusy() && saysNothingByStanding(now) ? undecided(now) : asked(now, 1);
    }

    /** Of one that is idle. */
    Progress asked(Activity before, int tries) {
        try {
            return new Progress(
                    Progress.Kind.PROVED,
                    runtime.driver().prove(name, runtime.driverContext()).detail());
        } catch (VenomException failure) {
            Activity after = activity();
            if (hasMoved(before.workCounter(), after.workCounter()) && after.isBusy()) {
                return atWork();
            }
            boolean othersCame = after.isBusy()
                    && (before.isBusy() || after.runningRequests().orElse(0) > 1);
            if (othersCame && saysNothingByStanding(after)) {
                return undecided(after);
            }
            return tries > 1
                    ? asked(after, tries - 1)
                    : new Progress(Progress.Kind.FAILED, String.valueOf(failure.getMessage()));
        }
    }

    Activity activity() {
        try {
            return runtime.driver().activity(runtime.driverContext());
        } catch (VenomException untold) {
            return Activity.UNKNOWN;
        }
    }

    static boolean hasMoved(OptionalLong then, OptionalLong now) {
        return then.isPresent() && now.isPresent() && !then.equals(now);
    }

    private boolean saysNothingByStanding(Activity activity) {
        return !counts(activity) || activity.pace() == Pace.BY_BATCH && processorWorks.getAsBoolean();
    }

    private static boolean counts(Activity activity) {
        return activity.workCounter().isPresent() && activity.pace() != Pace.BY_REQUEST;
    }

    private static Progress atWork() {
        return new Progress(Progress.Kind.PROVED, "it is at work on its requests: its counter of work moves");
    }

    private static Progress undecided(Activity activity) {
        long requests = activity.runningRequests().orElse(0)
                + activity.waitingRequests().orElse(0);
        return new Progress(
                Progress.Kind.UNDECIDED,
                "it has " + requests + (requests == 1 ? " request" : " requests")
                        + ", and was not asked for a token besides");
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "The look was interrupted.", "", interrupted);
        }
    }
}
