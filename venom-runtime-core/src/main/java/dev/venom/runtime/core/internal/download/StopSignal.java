package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether the files of a call go on, wait, or have to end. Thread-safe. */
final class StopSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean suspended;
    private boolean stopped;

    void suspend() {
        change(true, stopped());
    }

    void resume() {
        change(false, stopped());
    }

    void stop() {
        change(suspended(), true);
    }

    boolean suspended() {
        lock.lock();
        try {
            return suspended;
        } finally {
            lock.unlock();
        }
    }

    boolean stopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    boolean running() {
        lock.lock();
        try {
            return !suspended && !stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Returns at once while running, waits while suspended, throws once stopped. */
    void checkpoint() {
        lock.lock();
        try {
            while (suspended && !stopped) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        throwIfStopped();
    }

    /** Lets time pass, but not after a stop. */
    void pause(Duration time) {
        lock.lock();
        try {
            if (!stopped) {
                awaitChange(time);
            }
        } finally {
            lock.unlock();
        }
        checkpoint();
    }

    private void awaitChange(Duration time) {
        try {
            if (changed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    void throwIfStopped() {
        if (stopped()) {
            throw new VenomException(
                    ErrorCode.CANCELLED,
                    "The download was stopped.",
                    "What was received is kept; install again to go on.");
        }
    }

    private void change(boolean nowSuspended, boolean nowStopped) {
        lock.lock();
        try {
            suspended = nowSuspended;
            stopped = stopped || nowStopped;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
