package dev.venom.runtime.core.internal.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides when a limit counts as passed: not before it has been for a while, and until the figure is well below it
 * again. Not thread-safe.
 */
final class AlertEpisode {
    /** How far below the limit a figure has to fall; below a low limit, half as high. */
    private static final double MARGIN = 5;

    private final double threshold;
    private final Duration duration;
    private Optional<Instant> aboveSince = Optional.empty();
    private boolean raised;

    AlertEpisode(double threshold, Duration duration) {
        this.threshold = threshold;
        this.duration = duration;
    }

    /** Whether the alert holds after this figure. */
    boolean follow(double percent, Instant now) {
        if (raised) {
            raised = percent >= Math.max(threshold - MARGIN, threshold / 2);
        } else if (percent > threshold) {
            Instant since = aboveSince.orElse(now);
            aboveSince = Optional.of(since);
            raised = !now.isBefore(since.plus(duration));
        } else {
            aboveSince = Optional.empty();
        }
        if (raised) {
            aboveSince = Optional.empty();
        }
        return raised;
    }

    /** Whether one figure by itself is above the limit. */
    boolean isPassedBy(double percent) {
        return percent > threshold;
    }

    boolean isRaised() {
        return raised;
    }
}
