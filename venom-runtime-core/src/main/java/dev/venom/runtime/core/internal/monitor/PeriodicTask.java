package dev.venom.runtime.core.internal.monitor;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does the same again and again, once it was begun. Thread-safe. */
final class PeriodicTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Duration interval;
    private final Runnable round;
    private @Nullable ScheduledExecutorService scheduler;
    private boolean closed;

    PeriodicTask(Duration interval, Runnable round) {
        this.interval = interval;
        this.round = round;
    }

    /** Begins, where it has not begun yet. */
    void begin() {
        lock.lock();
        try {
            if (scheduler == null && !closed) {
                ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(work -> {
                    Thread thread = new Thread(work, "venom-monitor");
                    thread.setDaemon(true);
                    return thread;
                });
                made.scheduleWithFixedDelay(
                        this::guarded, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
                scheduler = made;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        ScheduledExecutorService ending;
        lock.lock();
        try {
            closed = true;
            ending = scheduler;
        } finally {
            lock.unlock();
        }
        if (ending == null) {
            return;
        }
        ending.shutdownNow();
        try {
            ending.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A scheduler gives up what throws. */
    private void guarded() {
        try {
            round.run();
        } catch (RuntimeException failure) {
            LOG.warn("monitor round failed", failure);
        }
    }
}
