package dev.venom.runtime.examples.cockpit.event;

import dev.venom.runtime.api.event.AlertEvent;
import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.RuntimeEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.examples.wire.OperationDocuments;
import dev.venom.runtime.examples.wire.RuntimeDocuments;
import dev.venom.runtime.spi.OperationListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers what happens in a manager, each on a thread of its own: one that does not read costs the others
 * nothing. Thread-safe.
 */
public final class EventFeed implements OperationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final int KEPT = 10_000;
    private static final int WAITING_FOR_ONE_READER = 11_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final EventLog log;
    private final Map<String, RuntimeStatus> told = new ConcurrentHashMap<>();
    private final ProgressThrottle pace = new ProgressThrottle(System::nanoTime);
    private final Duration heartbeat;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Subscriber> readers = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;

    /**
     * Makes a feed without readers.
     *
     * @param epoch names this process among others that listened on the same address
     */
    public EventFeed(String epoch) {
        this(epoch, HEARTBEAT);
    }

    /**
     * Makes a feed without readers.
     *
     * @param epoch names this process among others that listened on the same address
     * @param heartbeat how long a reader hears nothing at most
     */
    public EventFeed(String epoch, Duration heartbeat) {
        this.heartbeat = heartbeat;
        log = new EventLog(epoch, KEPT);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "venom-cockpit-events-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void onEvent(VenomEvent event) {
        switch (event.kind()) {
            case OPERATION -> operation((OperationEvent) event);
            case RUNTIME -> runtime(((RuntimeEvent) event).status());
            case ALERT -> log.add("alert", RuntimeDocuments.alert(((AlertEvent) event).alert()));
        }
    }

    /**
     * Sends events to a reader until it goes.
     *
     * @param reader where they go
     * @param lastId the last event it has seen
     * @param snapshot what it is told first if that is unknown or too long ago
     */
    public void attach(Reader reader, Optional<String> lastId, Supplier<List<LoggedEvent>> snapshot) {
        Subscriber subscriber = new Subscriber(WAITING_FOR_ONE_READER);
        readers.add(subscriber);
        boolean isUpToDate = log.subscribe(subscriber, lastId);
        Supplier<List<LoggedEvent>> first = isUpToDate ? List::of : snapshot;
        reader.onGone(subscriber::end);
        threads.execute(() -> serve(reader, subscriber, first));
    }

    /**
     * Counts who is told.
     *
     * @return open connections, as far as is known
     */
    public int readers() {
        return readers.size();
    }

    /** Tells of a look at a runtime, where it found something that readers do not know yet. */
    void looked(RuntimeStatus status) {
        RuntimeStatus known = told.get(status.id());
        if (known == null || EventFilter.change(known, status)) {
            runtime(status);
        }
    }

    void system(String document) {
        log.add("system", document);
    }

    /** Lets go of every reader. */
    @Override
    public void close() {
        readers.forEach(Subscriber::end);
        threads.shutdownNow();
    }

    private void runtime(RuntimeStatus status) {
        told.put(status.id(), status);
        log.add("runtime", RuntimeDocuments.single(status));
    }

    private void operation(OperationEvent event) {
        OperationStatus status = event.status();
        if (event.change() != OperationEvent.Change.PROGRESS) {
            log.add("operation", OperationDocuments.single(status));
        } else if (pace.isDue(status)) {
            log.add("task_update", OperationDocuments.single(status));
        }
        if (!status.state().isUnderWay()) {
            pace.forget(status);
        }
    }

    private void serve(Reader reader, Subscriber subscriber, Supplier<List<LoggedEvent>> first) {
        try (reader) {
            first.get().forEach(reader::send);
            while (!subscriber.isCutOff() && reader.isThere()) {
                Optional<LoggedEvent> next = subscriber.next(heartbeat);
                if (reader.isThere()) {
                    next.ifPresentOrElse(reader::send, reader::heartbeat);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException gone) {
            LOG.debug("a reader of events went away", gone);
        } finally {
            log.unsubscribe(subscriber);
            readers.remove(subscriber);
        }
    }

    /** Who is told. Used by one thread at a time. */
    public interface Reader extends AutoCloseable {
        /**
         * Sends an event; blocks while the connection does.
         *
         * @param event what to send
         */
        void send(LoggedEvent event);

        /** Sends a comment, so that nobody on the way takes the connection for dead. */
        void heartbeat();

        /**
         * Whether the connection is open.
         *
         * @return false once it is closed
         */
        boolean isThere();

        /**
         * Runs an action when the connection ends.
         *
         * @param action what to do
         */
        void onGone(Runnable action);

        @Override
        void close();
    }
}
