package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.SupervisedRuntime.Watch;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells watchers of changes: on a thread of the library, one after another, in order. Thread-safe. */
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final Executor background;
    private final List<Watching> all = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> untold = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();

    /** One watch, until it is ended. */
    private final class Watching implements Watch {
        private final Consumer<Observation> watcher;

        private Watching(Consumer<Observation> watcher) {
            this.watcher = watcher;
        }

        private void tell(Observation observation) {
            if (!all.contains(this)) {
                return;
            }
            try {
                watcher.accept(observation);
            } catch (RuntimeException defect) {
                LOG.warn("A watcher failed", defect);
            }
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    Watchers(Executor background) {
        this.background = background;
    }

    Watch add(Consumer<Observation> watcher) {
        Watching watching = new Watching(watcher);
        all.add(watching);
        return watching;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void tell(Observation observation) {
        all.forEach(watching -> untold.add(() -> watching.tell(observation)));
        proceed();
    }

    void clear() {
        all.clear();
    }

    private void proceed() {
        if (untold.isEmpty() || !telling.compareAndSet(false, true)) {
            return;
        }
        try {
            background.execute(this::tellAll);
        } catch (RejectedExecutionException ended) {
            LOG.debug("The host ends: watchers are told no more");
            telling.set(false);
        }
    }

    private void tellAll() {
        for (Runnable next = untold.poll(); next != null; next = untold.poll()) {
            next.run();
        }
        telling.set(false);
        proceed();
    }
}
