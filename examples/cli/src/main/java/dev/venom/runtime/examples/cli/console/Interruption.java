package dev.venom.runtime.examples.cli.console;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * What Ctrl+C and a request to terminate do: the first asks the work in hand to end, keeping what it has; the second
 * ends the process at once, and so does the deadline if the work does not end by itself. Thread-safe.
 */
public final class Interruption {
    private static final Duration DEADLINE = Duration.ofMillis(1_600);

    private final ReentrantLock lock = new ReentrantLock();
    private final Thread worker;
    private final Runnable lastWords;
    private final IntConsumer halt;
    private Runnable remedy;
    private Duration timeout = DEADLINE;
    private boolean requested;

    Interruption(Thread worker, Runnable lastWords, IntConsumer halt) {
        this.worker = worker;
        this.lastWords = lastWords;
        this.halt = halt;
        this.remedy = worker::interrupt;
    }

    /** Takes the signals over from the virtual machine, which would end at once and leave no last line. */
    public void listen() {
        Signals.onTermination(this::interrupt);
    }

    /**
     * Says how to end the work that begins now; until then the working thread is interrupted.
     *
     * @param action asks it to end; runs at once if the signal has come already
     */
    public void endWith(Runnable action) {
        lock.lock();
        try {
            remedy = action;
            if (!requested) {
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /**
     * Gives the work longer to end than the second or two after which most of it is cut off: to stop a server takes its
     * time. A second signal ends the process at once all the same.
     *
     * @param limit the time it may take
     */
    public void allow(Duration limit) {
        lock.lock();
        try {
            timeout = limit;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether somebody wants the program to end.
     *
     * @return true once a signal has come
     */
    public boolean requested() {
        lock.lock();
        try {
            return requested;
        } finally {
            lock.unlock();
        }
    }

    /** A signal has come. */
    void interrupt() {
        if (requested()) {
            halt.accept(ExitCodes.INTERRUPTED);
            return;
        }
        Runnable action = request();
        startDeadline();
        action.run();
    }

    private Runnable request() {
        lock.lock();
        try {
            requested = true;
            return remedy;
        } finally {
            lock.unlock();
        }
    }

    private Duration limit() {
        lock.lock();
        try {
            return timeout;
        } finally {
            lock.unlock();
        }
    }

    private void startDeadline() {
        Thread deadline = new Thread(this::waitAndHalt, "venom-interrupt-deadline");
        deadline.setDaemon(true);
        deadline.start();
    }

    private void waitAndHalt() {
        try {
            worker.join(limit().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (worker.isAlive()) {
            lastWords.run();
            halt.accept(ExitCodes.INTERRUPTED);
        }
    }
}
