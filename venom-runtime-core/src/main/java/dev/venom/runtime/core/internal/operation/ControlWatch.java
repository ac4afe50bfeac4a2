package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks four times a second for notes that other processes left for operations of this one, and at the
 * journals of operations that this process follows. Its thread lives only while there is something to look
 * at. Thread-safe.
 */
final class ControlWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlWatch.class);
    private static final long PERIOD_MILLIS = 250;
    private static final int LOOKS_PER_BEAT = 40;
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final ControlFiles control;
    private final OperationJournal journal;
    private final Clock clock;
    private final Map<OperationId, ManagedOperation<?>> running;
    private final List<FollowedOperation> followed = new CopyOnWriteArrayList<>();
    private final OwnedThreads thread = OwnedThreads.atMost("venom-operation-control", 1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean looking;
    private boolean closed;

    ControlWatch(
            ControlFiles control,
            OperationJournal journal,
            Clock clock,
            Map<OperationId, ManagedOperation<?>> running) {
        this.control = control;
        this.journal = journal;
        this.clock = clock;
        this.running = running;
    }

    void follow(FollowedOperation operation) {
        followed.add(operation);
        start();
    }

    void start() {
        lock.lock();
        try {
            if (!looking && !closed) {
                looking = true;
                thread.execute(this::watch);
            }
        } finally {
            lock.unlock();
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
        if (!thread.end(ENDING)) {
            LOG.warn("what waits for an operation of another process has blocked for {} s", ENDING.toSeconds());
            thread.interrupt();
        }
        followed.forEach(FollowedOperation::abandon);
    }

    private void watch() {
        for (int looks = 1; awaitNextLook(); looks++) {
            look();
            if (looks % LOOKS_PER_BEAT == 0) {
                running.keySet().forEach(id -> journal.beat(id, clock.instant()));
            }
        }
    }

    private boolean awaitNextLook() {
        lock.lock();
        try {
            looking = !closed && !(running.isEmpty() && followed.isEmpty());
            return looking && !closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS) && !closed;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            new ArrayList<>(running.values())
                    .forEach(operation -> control.take(operation.id()).ifPresent(verb -> apply(operation, verb)));
            followed.removeIf(FollowedOperation::refresh);
        } catch (RuntimeException failure) {
            LOG.warn("control files could not be read", failure);
        }
    }

    private static void apply(ManagedOperation<?> operation, ControlFiles.Verb verb) {
        LOG.info("another process asks op={} verb={}", operation.id(), verb);
        switch (verb) {
            case CANCEL -> operation.cancel();
            case PAUSE -> operation.pause();
            case RESUME -> operation.resume();
        }
    }
}
