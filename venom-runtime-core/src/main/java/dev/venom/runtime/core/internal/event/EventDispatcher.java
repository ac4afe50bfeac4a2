package dev.venom.runtime.core.internal.event;

import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.spi.OperationListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to listeners one at a time, in the order in which they were sent, on a thread of its own: a
 * listener can neither hold up nor break the work it hears of. Thread-safe.
 */
public final class EventDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    private static final long IDLE_SECONDS = 5;
    private static final long DRAIN_SECONDS = 5;

    private final List<OperationListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = singleThread();

    /**
     * Adds a listener for the events from now on.
     *
     * @param listener receives them
     * @return removes it again
     */
    public AutoCloseable add(OperationListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Sends an event; returns at once.
     *
     * @param event what happened
     */
    public void send(VenomEvent event) {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        } catch (RejectedExecutionException closed) {
            LOG.debug("event after close dropped kind={}", event.kind());
        }
    }

    /** Delivers what was sent, then ends the thread. A listener that blocks for long is interrupted. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A listener has blocked for {} s; it is interrupted", DRAIN_SECONDS);
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(OperationListener listener, VenomEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException failure) {
            LOG.warn("A listener failed listener={}", listener.getClass().getName(), failure);
        }
    }

    private static ExecutorService singleThread() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "venom-events");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
