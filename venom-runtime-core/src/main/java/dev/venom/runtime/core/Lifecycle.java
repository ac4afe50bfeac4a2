package dev.venom.runtime.core;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a manager still takes calls: its views ask before each. Thread-safe. */
final class Lifecycle {
    private final AtomicBoolean closed = new AtomicBoolean();

    void requireOpen() {
        if (closed.get()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "This ModelManager is closed.",
                    "Open another one on the same directory.");
        }
    }

    /** Refuses every further call; says whether this was the first to do so. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }
}
