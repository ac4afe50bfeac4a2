package dev.venom.runtime.examples.cli.operation;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Lets things happen not more often than once in an interval. Confined to one thread. */
final class Throttle {
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private OptionalLong last = OptionalLong.empty();

    Throttle(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    boolean allows() {
        long now = nanoTime.getAsLong();
        if (last.isPresent() && now - last.getAsLong() < intervalNanos) {
            return false;
        }
        last = OptionalLong.of(now);
        return true;
    }
}
