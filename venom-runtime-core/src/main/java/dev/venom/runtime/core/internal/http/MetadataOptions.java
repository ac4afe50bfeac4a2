package dev.venom.runtime.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * How long metadata calls go on. Immutable.
 *
 * @param patience time without progress after which a call gives up
 * @param backoff how long to wait between tries
 * @param clock the time
 * @param sleeper how such waits pass
 */
public record MetadataOptions(Duration patience, Backoff backoff, Clock clock, Sleeper sleeper) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Checks that nothing is missing. */
    public MetadataOptions {
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
    }

    /** 30 s without progress, and real time. */
    public static MetadataOptions standard() {
        return new MetadataOptions(PATIENCE, Backoff.standard(), Clock.systemUTC(), Sleeper.realTime());
    }

    /** Gives up earlier or later. */
    public MetadataOptions withPatience(Duration limit) {
        return new MetadataOptions(limit, backoff, clock, sleeper);
    }

    /** Waits otherwise between tries. */
    public MetadataOptions withBackoff(Backoff other) {
        return new MetadataOptions(patience, other, clock, sleeper);
    }

    /** Another time. */
    public MetadataOptions withTime(Clock otherClock, Sleeper otherSleeper) {
        return new MetadataOptions(patience, backoff, otherClock, otherSleeper);
    }
}
