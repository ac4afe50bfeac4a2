package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.supervisor.systemd.internal.access.ManagerAccess;
import dev.venom.runtime.supervisor.systemd.internal.manager.Interruption;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitProperties;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Where a unit stands, asked for again only when something may have changed. systemd repeats its signals and
 * sends some that are outdated: they say that it is time to look, never what there is to see. Thread-safe.
 */
final class UnitStateCache {
    /** A change that nobody was told of is seen after this time. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** While changes are not told, asking costs a process. */
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String unit;
    private final ManagerAccess access;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<UnitState> known = Optional.empty();
    private long askedNanos;
    private long epoch;
    private boolean stale = true;

    UnitStateCache(String unit, ManagerAccess access) {
        this.unit = unit;
        this.access = access;
    }

    /** Something may have changed. */
    void doubt() {
        lock.lock();
        try {
            stale = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Where it stands; asked for if there is reason to. */
    UnitState current() {
        access.watch(unit);
        Optional<UnitState> fresh = fresh();
        return fresh.isPresent() ? fresh.get() : refreshed();
    }

    /** Where it stands, asked for now. */
    UnitState refreshed() {
        return UnitState.of(properties());
    }

    /** Everything that is known of it, asked for now. */
    UnitProperties properties() {
        access.watch(unit);
        long before = access.epoch();
        lock.lock();
        stale = false;
        lock.unlock();
        UnitProperties properties = access.ask(manager -> manager.properties(unit));
        lock.lock();
        try {
            known = Optional.of(UnitState.of(properties));
            epoch = before;
            askedNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
        return properties;
    }

    /** What was known last, however long ago. */
    Optional<UnitState> known() {
        lock.lock();
        try {
            return known;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it stands as wished, or the time is over.
     *
     * @return where it stood in the end
     */
    UnitState await(Predicate<UnitState> wish, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        UnitState state = refreshed();
        while (!wish.test(state) && System.nanoTime() < deadline) {
            pause(deadline - System.nanoTime());
            state = refreshed();
        }
        return state;
    }

    private void pause(long leftNanos) {
        lock.lock();
        try {
            if (!stale) {
                changed.await(Math.min(leftNanos, PAUSE.toNanos()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interruption) {
            throw Interruption.of(interruption);
        } finally {
            lock.unlock();
        }
    }

    private Optional<UnitState> fresh() {
        Duration limit = access.tellsChanges() ? LONGEST : UNTOLD;
        lock.lock();
        try {
            boolean young = System.nanoTime() - askedNanos < limit.toNanos();
            return stale || !young || epoch != access.epoch() ? Optional.empty() : known;
        } finally {
            lock.unlock();
        }
    }
}
