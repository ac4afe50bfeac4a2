package dev.venom.runtime.core.internal.runtime.output;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Looks four times a second for new lines until it is closed. Thread-safe. */
final class LogFollowing implements Runnable, AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    private final Runnable poll;
    private final Consumer<LogFollowing> ended;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    LogFollowing(Runnable poll, Consumer<LogFollowing> ended) {
        this.poll = poll;
        this.ended = ended;
    }

    @Override
    public void run() {
        try {
            while (isWanted()) {
                poll.run();
            }
        } finally {
            ended.accept(this);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted() {
        lock.lock();
        try {
            return !closed && !closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS) && !closed;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
