package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.spi.provider.ProgressSink.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has to be woken when somebody cancels or pauses. A registration that is closed is never called again:
 * closing waits for a call under way, so that no interrupt can hit what the thread does next. Thread-safe.
 */
final class Interrupts {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> wakers = new ArrayList<>();

    Registration add(Runnable waker) {
        lock.lock();
        try {
            wakers.add(waker);
        } finally {
            lock.unlock();
        }
        return () -> remove(waker);
    }

    void fire() {
        lock.lock();
        try {
            List.copyOf(wakers).forEach(Runnable::run);
        } finally {
            lock.unlock();
        }
    }

    private void remove(Runnable waker) {
        lock.lock();
        try {
            wakers.remove(waker);
        } finally {
            lock.unlock();
        }
    }
}
