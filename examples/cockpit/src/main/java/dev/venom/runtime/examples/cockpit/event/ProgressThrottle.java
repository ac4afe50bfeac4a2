package dev.venom.runtime.examples.cockpit.event;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Lets an operation tell of its progress five times a second: more nobody sees, and each time is sent to every reader.
 * What is held back is told by the next one, or by the event that the operation has ended. Thread-safe.
 */
final class ProgressThrottle {
    private static final long APART_NANOS = Duration.ofMillis(200).toNanos();

    private final Map<OperationId, Long> told = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** Makes a pace by a clock that only goes forward. */
    ProgressThrottle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean isDue(OperationStatus progress) {
        long now = nanos.getAsLong();
        Long before = told.get(progress.id());
        if (before != null && now - before < APART_NANOS) {
            return false;
        }
        told.put(progress.id(), now);
        return true;
    }

    void forget(OperationStatus ended) {
        told.remove(ended.id());
    }
}
