package dev.venom.runtime.core.internal.gpu;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One thread for calls that may never return, as into a driver that hangs. Who waits gives up after a while, and until
 * the call is back nobody waits again. Thread-safe.
 */
final class GuardedThread implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final String name;
    private final Duration patience;
    private @Nullable ExecutorService executor;
    private Optional<Future<?>> stuck = Optional.empty();
    private boolean closed;

    GuardedThread(String name, Duration patience) {
        this.name = name;
        this.patience = patience;
    }

    /** Empty where the thread hangs, or was closed. */
    <T> Optional<T> call(Callable<T> work) {
        lock.lock();
        try {
            if (closed || stuck.filter(call -> !call.isDone()).isPresent()) {
                return Optional.empty();
            }
            stuck = Optional.empty();
            Future<T> call = thread().submit(work);
            return await(call);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread, after a last piece of work. A thread that hangs in native code can only be left behind. */
    void close(Runnable last) {
        lock.lock();
        try {
            closed = true;
            if (executor == null) {
                return;
            }
            if (stuck.filter(call -> !call.isDone()).isEmpty()) {
                executor.execute(last);
            }
            executor.shutdown();
            executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
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
            return Optional.of(call.get(patience.toMillis(), TimeUnit.MILLISECONDS));
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

    private ExecutorService thread() {
        if (executor == null) {
            executor = Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            });
        }
        return executor;
    }
}
