package dev.venom.runtime.core.internal.operation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** The rate of the last few seconds. Confined to whoever holds the operation's lock. */
final class RateMeter {
    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long SPACING_NANOS = Duration.ofMillis(100).toNanos();

    private final LongSupplier nanoTicker;
    private final Deque<Sample> samples = new ArrayDeque<>();

    RateMeter(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    void record(long doneBytes) {
        long now = nanoTicker.getAsLong();
        if (samples.isEmpty() || now - samples.getLast().nanos >= SPACING_NANOS) {
            samples.addLast(new Sample(now, doneBytes));
        }
        while (samples.size() > 2 && now - samples.getFirst().nanos > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    OptionalLong bytesPerSecond(long doneBytes) {
        if (samples.isEmpty()) {
            return OptionalLong.empty();
        }
        long nanos = nanoTicker.getAsLong() - samples.getFirst().nanos;
        long bytes = doneBytes - samples.getFirst().doneBytes;
        if (nanos < SPACING_NANOS || bytes <= 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((long) (bytes * 1e9 / nanos));
    }

    void reset() {
        samples.clear();
    }

    private record Sample(long nanos, long doneBytes) {}
}
