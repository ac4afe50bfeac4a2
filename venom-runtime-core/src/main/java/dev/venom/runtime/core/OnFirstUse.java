package dev.venom.runtime.core;

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
final class OnFirstUse<T> implements Supplier<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> factory;
    private @Nullable T made;

    OnFirstUse(Supplier<T> factory) {
        this.factory = factory;
    }

    @Override
    public T get() {
        lock.lock();
        try {
            T value = made == null ? factory.get() : made;
            made = value;
            return value;
        } finally {
            lock.unlock();
        }
    }

    /** What was made; empty if nobody asked for it. */
    Optional<T> ifMade() {
        lock.lock();
        try {
            return Optional.ofNullable(made);
        } finally {
            lock.unlock();
        }
    }
}
