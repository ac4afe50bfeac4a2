package dev.venom.runtime.supervisor.systemd.internal.bus;

import dev.venom.runtime.supervisor.systemd.internal.manager.Interruption;
import dev.venom.runtime.supervisor.systemd.internal.manager.JobOutcome;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The jobs of one connection. A job may end before the reply that names it is read: while anybody asks for one,
 * every end is kept. Thread-safe.
 */
final class Jobs {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, String> results = new HashMap<>();
    private int callers;
    private boolean lost;

    /** Begins a job and waits for its end. */
    JobOutcome run(Supplier<String> begin, Duration limit) {
        join();
        try {
            return await(begin.get(), System.nanoTime() + limit.toNanos());
        } catch (InterruptedException interruption) {
            throw Interruption.of(interruption);
        } finally {
            leave();
        }
    }

    void ended(String job, String result) {
        lock.lock();
        try {
            if (callers > 0) {
                results.put(job, result);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** No end of a job will be heard of any more. */
    void lost() {
        lock.lock();
        try {
            lost = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private JobOutcome await(String job, long deadline) throws InterruptedException {
        lock.lock();
        try {
            while (!results.containsKey(job)) {
                if (lost) {
                    throw new ManagerException(
                            ManagerException.Reason.UNREACHABLE, "The bus was lost while systemd was at it");
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return JobOutcome.UNFINISHED;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            return new JobOutcome(results.get(job));
        } finally {
            lock.unlock();
        }
    }

    private void join() {
        lock.lock();
        callers++;
        lock.unlock();
    }

    private void leave() {
        lock.lock();
        callers--;
        if (callers == 0) {
            results.clear();
        }
        lock.unlock();
    }
}
