package dev.venom.runtime.core;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made when it is first asked for: opening a manager to list must not cost an HTTP client.
 * Thread-safe.
 *
 * @param <T> what it is
 */
final class Lazy<T> implements Supplier<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> factory;
    private @Nullable T made;
    private boolean over;

    Lazy(Supplier<T> factory) {
        this.factory = factory;
    }

    @Override
    public T get() {
        lock.lock();
        try {
            if (over) {
                throw new VenomException(
                        ErrorCode.CANCELLED, "This ModelManager is closed.", "Open another one on the same directory.");
            }
            T value = made == null ? factory.get() : made;
            made = value;
            return value;
        } finally {
            lock.unlock();
        }
    }

    /** What was made, to be closed; empty if nobody asked for it, and from now on nobody gets it. */
    Optional<T> end() {
        lock.lock();
        try {
            over = true;
            return Optional.ofNullable(made);
        } finally {
            lock.unlock();
        }
    }
}
