package dev.venom.runtime.core.internal.event;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import dev.venom.runtime.spi.OperationListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to listeners one at a time, in the order in which they were sent, on a thread of its own: a
 * listener can neither hold up nor break the work it hears of. Thread-safe.
 */
public final class EventDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    private static final Duration DRAINING = Duration.ofSeconds(5);
    /** A listener that is so far behind misses reports of progress, which the next one makes up for. */
    private static final int LONG_BACKLOG = 1_000;

    private final List<OperationListener> listeners = new CopyOnWriteArrayList<>();
    private final OwnedThreads thread = OwnedThreads.atMost("venom-events", 1);
    private final AtomicInteger backlog = new AtomicInteger();

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
        if (listeners.isEmpty() || isDispensable(event) && backlog.get() > LONG_BACKLOG) {
            return;
        }
        backlog.incrementAndGet();
        try {
            thread.execute(() -> {
                backlog.decrementAndGet();
                listeners.forEach(listener -> tell(listener, event));
            });
        } catch (RejectedExecutionException closed) {
            backlog.decrementAndGet();
            LOG.debug("event after close dropped kind={}", event.kind());
        }
    }

    /** Delivers what was sent, then ends the thread. A listener that blocks for long is interrupted. */
    @Override
    public void close() {
        if (!thread.end(DRAINING)) {
            LOG.warn("A listener has blocked for {} s; it is interrupted", DRAINING.toSeconds());
            thread.interrupt();
        }
    }

    private static boolean isDispensable(VenomEvent event) {
        return event instanceof OperationEvent operation && operation.change() == OperationEvent.Change.PROGRESS;
    }

    private static void tell(OperationListener listener, VenomEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
            LOG.warn("A listener failed listener={}", listener.getClass().getName(), failure);
        }
    }
}
