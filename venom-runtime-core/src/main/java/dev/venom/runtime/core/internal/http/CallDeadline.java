package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a call goes on without progress. Waits that the server named are not counted, up to a sum, so that
 * a server cannot put a call off for ever. Confined to the calling thread.
 */
final class CallDeadline {
    private static final Duration LEAST_TRY = Duration.ofSeconds(5);

    private final Clock clock;
    private final Duration limit;
    private Instant end;
    private Duration excused = Duration.ZERO;

    CallDeadline(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
        this.end = clock.instant().plus(limit);
    }

    /** Time without progress that is bearable. */
    Duration limit() {
        return limit;
    }

    /** Starts counting anew. */
    void renew() {
        end = clock.instant().plus(limit);
        excused = Duration.ZERO;
    }

    /**
     * Leaves a wait out of the count.
     *
     * @throws VenomException RATE_LIMITED if the waits become too long together
     */
    void excuse(Duration wait) {
        excused = excused.plus(wait);
        if (excused.compareTo(RateLimitPacer.LONGEST_WAIT) > 0) {
            throw new VenomException(
                    ErrorCode.RATE_LIMITED,
                    "The server asked to wait again and again, for " + excused.toSeconds() + " s in all",
                    "Try again later. A token often raises the limit.");
        }
        end = end.plus(wait);
    }

    boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /** What is left of the time. */
    Duration remaining() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** How long one more try may take: a last one gets its chance, however late it comes. */
    Duration forOneTry() {
        Duration least = limit.compareTo(LEAST_TRY) < 0 ? limit : LEAST_TRY;
        return remaining().compareTo(least) < 0 ? least : remaining();
    }
}
