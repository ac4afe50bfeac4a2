package dev.venom.runtime.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * How long metadata calls go on. Immutable.
 *
 * @param timeout time without progress after which a call gives up
 * @param backoff how long to wait between tries
 * @param clock the time
 * @param sleeper how such waits pass
 */
public record MetadataOptions(Duration timeout, Backoff backoff, Clock clock, Sleeper sleeper) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Checks that nothing is missing. */
    public MetadataOptions {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
    }

    /** 30 s without progress, and real time. */
    public static MetadataOptions standard() {
        return new MetadataOptions(TIMEOUT, Backoff.standard(), Clock.systemUTC(), Sleeper.realTime());
    }

    /** Gives up earlier or later. */
    public MetadataOptions withTimeout(Duration limit) {
        return new MetadataOptions(limit, backoff, clock, sleeper);
    }

    /** Waits otherwise between tries. */
    public MetadataOptions withBackoff(Backoff other) {
        return new MetadataOptions(timeout, other, clock, sleeper);
    }

    /** Another time. */
    public MetadataOptions withTime(Clock otherClock, Sleeper otherSleeper) {
        return new MetadataOptions(timeout, backoff, otherClock, otherSleeper);
    }
}
