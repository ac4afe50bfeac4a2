package dev.venom.runtime.spi.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to move. Thread-safe. */
public final class ManualClock extends Clock {
    private final AtomicReference<Instant> now;

    /**
     * Stops the time.
     *
     * @param start the time it shows
     */
    public ManualClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /**
     * Lets time pass.
     *
     * @param duration how much
     */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
