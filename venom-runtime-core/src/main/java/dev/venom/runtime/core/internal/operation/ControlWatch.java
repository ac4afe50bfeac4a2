package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.OperationId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
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

    private final ControlFiles control;
    private final OperationJournal journal;
    private final Clock clock;
    private final Map<OperationId, ManagedOperation<?>> running;
    private final List<FollowedOperation> followed = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ScheduledThreadPoolExecutor thread;
    private @Nullable ScheduledFuture<?> looking;
    private int looks;

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
            if (thread == null) {
                thread = newThread();
            }
            if (looking == null && !thread.isShutdown()) {
                looking =
                        thread.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (thread == null) {
                thread = newThread();
            }
            thread.shutdownNow();
        } finally {
            lock.unlock();
        }
        followed.forEach(FollowedOperation::abandon);
    }

    private void look() {
        try {
            new ArrayList<>(running.values())
                    .forEach(operation -> control.take(operation.id()).ifPresent(verb -> obey(operation, verb)));
            if (++looks % LOOKS_PER_BEAT == 0) {
                running.keySet().forEach(id -> journal.beat(id, clock.instant()));
            }
            followed.removeIf(FollowedOperation::refresh);
            restIfNothingIsOpen();
        } catch (RuntimeException failure) {
            LOG.warn("control files could not be read", failure);
        }
    }

    private void restIfNothingIsOpen() {
        lock.lock();
        try {
            if (running.isEmpty() && followed.isEmpty() && looking != null) {
                looking.cancel(false);
                looking = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private static void obey(ManagedOperation<?> operation, ControlFiles.Verb verb) {
        LOG.info("another process asks op={} verb={}", operation.id(), verb);
        switch (verb) {
            case CANCEL -> operation.cancel();
            case PAUSE -> operation.pause();
            case RESUME -> operation.resume();
        }
    }

    private static ScheduledThreadPoolExecutor newThread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "venom-operation-control");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
