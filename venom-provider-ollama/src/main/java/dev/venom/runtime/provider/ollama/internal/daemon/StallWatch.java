package dev.venom.runtime.provider.ollama.internal.daemon;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends the wait for somebody who makes no progress for too long, unless it is busy with what takes long. Thread-safe.
 */
public final class StallWatch implements AutoCloseable {
    private final Runnable onStall;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long lastGrowthNanos = System.nanoTime();
    private boolean patient;
    private boolean closed;
    private boolean fired;

    /**
     * Begins to watch.
     *
     * @param limit how long there may be no progress
     * @param background a thread for the watch
     * @param onStall a short action, called once, never after the watch is closed
     */
    public StallWatch(Duration limit, Executor background, Runnable onStall) {
        this.limit = limit;
        this.onStall = onStall;
        background.execute(this::watch);
    }

    /** Starts counting anew. */
    public void grew() {
        lock.lock();
        try {
            lastGrowthNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says whether silence is to be expected from now on.
     *
     * @param isExpected true while something long is being done
     */
    public void bePatient(boolean isExpected) {
        lock.lock();
        try {
            if (patient && !isExpected) {
                lastGrowthNanos = System.nanoTime();
            }
            patient = isExpected;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether it was too long.
     *
     * @return true once the action was called
     */
    public boolean hasFired() {
        lock.lock();
        try {
            return fired;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        lock.lock();
        try {
            while (!closed && !fired) {
                long leftNanos = limit.toNanos() - (System.nanoTime() - lastGrowthNanos);
                if (patient || leftNanos > 0) {
                    ended.await(Math.max(leftNanos, TimeUnit.MILLISECONDS.toNanos(10)), TimeUnit.NANOSECONDS);
                } else {
                    fired = true;
                    onStall.run();
                }
            }
        } catch (InterruptedException closing) {
            // the library ends, and with it the call that is watched
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the watch. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
