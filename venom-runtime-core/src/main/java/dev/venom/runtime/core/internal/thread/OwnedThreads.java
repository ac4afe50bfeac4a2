package dev.venom.runtime.core.internal.thread;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads of one owner, made when there is something to do and gone soon after. Once {@link #end} has
 * returned true none of them is alive. Thread-safe.
 */
public final class OwnedThreads implements Executor {
    private static final long IDLE_SECONDS = 5;

    private final String name;
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor executor;

    private OwnedThreads(String name, boolean limited, int most) {
        this.name = name;
        this.executor = new ThreadPoolExecutor(
                limited ? most : 0,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                limited ? new LinkedBlockingQueue<>() : new SynchronousQueue<>(),
                this::newThread);
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * As many threads as there are tasks.
     *
     * @param name what their names begin with
     * @return an owner without threads
     */
    public static OwnedThreads unlimited(String name) {
        return new OwnedThreads(name, false, Integer.MAX_VALUE);
    }

    /**
     * A few threads; what they can't do at once waits, in order.
     *
     * @param name what their names begin with
     * @param most how many run at once
     * @return an owner without threads
     */
    public static OwnedThreads atMost(String name, int most) {
        return new OwnedThreads(name, true, most);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /**
     * Takes no more tasks and waits until the threads have done what was given to them and are gone. A thread
     * that calls this while it works for the owner is not waited for. An interrupt is kept for the caller.
     *
     * @param timeout how long to wait
     * @return false if some thread is still there
     */
    public boolean end(Duration timeout) {
        executor.shutdown();
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        for (Thread thread : alive) {
            while (thread != Thread.currentThread() && thread.isAlive() && deadline - System.nanoTime() > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return alive.stream().noneMatch(thread -> thread != Thread.currentThread() && thread.isAlive());
    }

    /** Forgets what waits, and interrupts what runs. */
    public void interrupt() {
        executor.shutdownNow();
    }

    private Thread newThread(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } finally {
                        alive.remove(Thread.currentThread());
                    }
                },
                name + "-" + made.incrementAndGet());
        thread.setDaemon(true);
        alive.add(thread);
        return thread;
    }
}
