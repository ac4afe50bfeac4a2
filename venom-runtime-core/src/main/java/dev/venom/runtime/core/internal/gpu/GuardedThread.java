package dev.venom.runtime.core.internal.gpu;

import dev.venom.runtime.core.internal.thread.OwnedThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread for calls that may never return, as into a driver that hangs. Who waits gives up after a while, and until
 * the call is back nobody waits again. Thread-safe.
 */
final class GuardedThread implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Duration timeout;
    private final OwnedThreads thread;
    private Optional<Future<?>> stuck = Optional.empty();
    private boolean closed;

    GuardedThread(String name, Duration timeout) {
        this.timeout = timeout;
        this.thread = OwnedThreads.atMost(name, 1);
    }

    /** Empty where the thread hangs, or was closed. */
    <T> Optional<T> call(Callable<T> work) {
        lock.lock();
        try {
            if (closed || stuck.filter(call -> !call.isDone()).isPresent()) {
                return Optional.empty();
            }
            stuck = Optional.empty();
            FutureTask<T> call = new FutureTask<>(work);
            thread.execute(call);
            return await(call);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread, after a last piece of work. A thread that hangs in native code can only be left behind. */
    void close(Runnable last) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (stuck.filter(call -> !call.isDone()).isEmpty()) {
                thread.execute(last);
            }
            thread.end(timeout);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        close(() -> {});
    }

    private <T> Optional<T> await(Future<T> call) {
        try {
            return Optional.of(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException hangs) {
            stuck = Optional.of(call);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stuck = Optional.of(call);
            return Optional.empty();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }
}
