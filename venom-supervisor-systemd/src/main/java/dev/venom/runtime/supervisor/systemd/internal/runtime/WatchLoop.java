package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.error.VenomException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that tells watchers. It sleeps until a signal comes; while changes are not told it looks by itself.
 * Thread-safe; the thread begins with the first watch.
 */
public final class WatchLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchLoop.class);
    private static final Duration TOLD = Duration.ofSeconds(30);
    private static final Duration UNTOLD = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(10);

    private final BooleanSupplier changesAreTold;
    private final List<UnitRuntime> runtimes = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread = new Thread(this::run, "venom-systemd-watch");
    private boolean begun;
    private boolean woken;
    private boolean closed;

    /**
     * Starts no thread yet.
     *
     * @param changesAreTold whether signals come at the moment
     */
    public WatchLoop(BooleanSupplier changesAreTold) {
        this.changesAreTold = changesAreTold;
        thread.setDaemon(true);
    }

    void add(UnitRuntime runtime) {
        runtimes.add(runtime);
    }

    void remove(UnitRuntime runtime) {
        runtimes.remove(runtime);
    }

    /** A unit may have changed; the empty name stands for all. Does not block. */
    public void changed(String unit) {
        runtimes.stream()
                .filter(runtime -> unit.isEmpty() || runtime.unit().equals(unit))
                .forEach(UnitRuntime::doubt);
        wake();
    }

    void begin() {
        lock.lock();
        try {
            if (!begun && !closed) {
                begun = true;
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (awaitWork()) {
            runtimes.forEach(this::tell);
        }
    }

    /** The end of the library interrupts whatever the thread is at. */
    private void tell(UnitRuntime runtime) {
        try {
            runtime.tell();
        } catch (VenomException failure) {
            LOG.debug("Not told of unit={}", runtime.unit(), failure);
        }
    }

    private boolean awaitWork() {
        Duration longest = changesAreTold.getAsBoolean() ? TOLD : UNTOLD;
        lock.lock();
        try {
            if (!woken && !closed) {
                changed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
            }
            woken = false;
            return !closed;
        } catch (InterruptedException end) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            if (!begun) {
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            thread.interrupt();
            thread.join(END.toMillis());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
