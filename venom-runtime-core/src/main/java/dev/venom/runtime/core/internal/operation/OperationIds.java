package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.OperationId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Makes names that sort by time, within this process strictly. Thread-safe. */
final class OperationIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SEQUENCE_RANGE = 0x1000;

    private final Clock clock;
    private final IntSupplier random;
    private final AtomicInteger sequence = new AtomicInteger();

    OperationIds(Clock clock, IntSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    OperationId next() {
        int number = sequence.getAndIncrement() % SEQUENCE_RANGE;
        return new OperationId(TIME.format(clock.instant())
                + String.format(Locale.ROOT, "-%03x%04x", number, random.getAsInt() & 0xffff));
    }
}
