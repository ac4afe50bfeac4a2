package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.internal.event.EventDispatcher;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the operations of this process: the only place where their order is decided. Operations of one lane run one at a
 * time, downloads at most so many at once. Thread-safe.
 */
public final class OperationQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationQueue.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final OperationJournal journal;
    private final EventDispatcher events;
    private final Clock clock;
    private final LongSupplier nanoTicker;
    private final ProcessIdentity self;
    private final int maxDownloads;
    private final OperationIds ids;
    private final ControlFiles control;
    private final ControlWatch watch;
    private final OperationRegistry registry;
    private final LaneScheduler turns = new LaneScheduler();
    private final Map<OperationId, ManagedOperation<?>> running = new ConcurrentHashMap<>();
    private final OwnedThreads threads = OwnedThreads.unlimited("venom-operation");
    private final ReentrantLock gate = new ReentrantLock();
    private boolean closed;

    /**
     * Makes a queue; starts no thread and touches no file.
     *
     * @param journal the journals of the cache directory
     * @param events where changes are sent
     * @param clock the time
     * @param nanoTicker a ticker for rates and spacing
     * @param self this process
     * @param maxDownloads downloads that run at once
     */
    public OperationQueue(
            OperationJournal journal,
            EventDispatcher events,
            Clock clock,
            LongSupplier nanoTicker,
            ProcessIdentity self,
            int maxDownloads) {
        this.journal = journal;
        this.events = events;
        this.clock = clock;
        this.nanoTicker = nanoTicker;
        this.self = self;
        this.maxDownloads = maxDownloads;
        this.ids = new OperationIds(clock, () -> ThreadLocalRandom.current().nextInt());
        this.control = new ControlFiles(journal.directory());
        this.watch = new ControlWatch(control, journal, clock, running);
        this.registry = new OperationRegistry(running, journal, control, watch);
    }

    /**
     * Queues a piece of work.
     *
     * @param subject what it is about
     * @param work what it does
     * @param <R> what it yields
     * @return its handle
     */
    public <R> Operation<R> submit(OperationSubject subject, Work<R> work) {
        Operation<R> operation = start(operation(ids.next(), subject), work);
        journal.trim();
        return operation;
    }

    /**
     * Queues a piece of work under the name of an operation whose process is gone.
     *
     * @param former the operation to continue
     * @param subject what it is about
     * @param work what it does
     * @param <R> what it yields
     * @return its handle
     */
    public <R> Operation<R> continueFrom(OperationStatus former, OperationSubject subject, Work<R> work) {
        ManagedOperation<R> operation = operation(former.id(), subject);
        operation.continues(former);
        return start(operation, work);
    }

    private <R> ManagedOperation<R> operation(OperationId id, OperationSubject subject) {
        return new ManagedOperation<>(
                id,
                subject,
                clock,
                nanoTicker,
                new JournalingObserver(subject, journal, self, events, clock, nanoTicker),
                turns::wake);
    }

    private <R> Operation<R> start(ManagedOperation<R> operation, Work<R> work) {
        OperationSubject subject = operation.subject();
        // What passes the gate is released by a close that follows; what comes after the close is refused.
        gate.lock();
        try {
            if (closed) {
                throw closed();
            }
            control.discard(operation.id());
            operation.announce();
            running.put(operation.id(), operation);
            LaneScheduler.Ticket lane = turns.join(subject.lane(), 1);
            threads.execute(() -> runInTurn(operation, lane, work));
        } finally {
            gate.unlock();
        }
        LOG.info(
                "operation queued op={} kind={} model={}",
                operation.id(),
                subject.kind(),
                subject.model().orElse(null));
        watch.start();
        return operation;
    }

    /**
     * The operations of the cache directory, also those of other processes.
     *
     * @return what finds them
     */
    public OperationRegistry registry() {
        return registry;
    }

    /** Lets go of what runs, waits for it, and ends all threads. */
    @Override
    public void close() {
        gate.lock();
        try {
            closed = true;
        } finally {
            gate.unlock();
        }
        running.values().forEach(ManagedOperation::release);
        turns.wake();
        if (!threads.end(CLOSING)) {
            LOG.warn("operations did not end within {} s; their threads are interrupted", CLOSING.toSeconds());
            threads.interrupt();
            running.values().forEach(ManagedOperation::abandon);
        }
        watch.close();
    }

    private <R> void runInTurn(ManagedOperation<R> operation, LaneScheduler.Ticket lane, Work<R> work) {
        try (lane;
                DownloadSlot slot = new DownloadSlot(turns, maxDownloads)) {
            if (lane.await(operation::isEndWanted) && isDownload(operation)) {
                slot.take(operation::isEndWanted);
                operation.occupies(slot);
            }
            operation.run(work);
        } finally {
            LOG.info(
                    "operation ended op={} state={}",
                    operation.id(),
                    operation.status().state());
            running.remove(operation.id());
            control.discard(operation.id());
            operation.settle();
        }
    }

    private static VenomException closed() {
        return new VenomException(
                ErrorCode.INVALID_REQUEST, "This ModelManager is closed.", "Open another one on the same directory.");
    }

    private static boolean isDownload(ManagedOperation<?> operation) {
        return switch (operation.subject().kind()) {
            case INSTALL -> true;
            case REMOVE, VERIFY, ACTIVATE, DEACTIVATE, START, STOP, RESTART -> false;
        };
    }
}
