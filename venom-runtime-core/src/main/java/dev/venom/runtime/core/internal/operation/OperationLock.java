package dev.venom.runtime.core.internal.operation;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The lock of one operation: what is wanted of it and how it stands change under it, and so together. Thread-safe. */
final class OperationLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    void run(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    <T> T get(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Lets whoever waits look again. */
    void wake() {
        run(changed::signalAll);
    }

    /** Waits for the next {@link #wake}. Called by whoever holds the lock. */
    void awaitWake() {
        changed.awaitUninterruptibly();
    }
}
