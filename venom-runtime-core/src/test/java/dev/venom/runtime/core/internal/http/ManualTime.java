package dev.venom.runtime.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes only when somebody waits for it. */
final class ManualTime extends Clock implements Sleeper {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile Instant now = START;

    List<Duration> waits() {
        return waits;
    }

    @Override
    public void sleep(Duration time) {
        waits.add(time);
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
