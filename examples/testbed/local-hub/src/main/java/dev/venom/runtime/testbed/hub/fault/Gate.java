package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ConnectionCut;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds answers back until a test lets them go, and lets the test wait until one has come that far: in this way a test
 * stops a download at an exact byte without a sleep. Closed at first. Thread-safe.
 */
public final class Gate {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean open;
    private int arrivals;

    /** A closed gate. */
    public Gate() {}

    /** Lets go all that wait and all that will come. */
    public void open() {
        lock.lock();
        try {
            open = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until so many answers have come to this gate since it was made, whether they still wait or not.
     *
     * @return whether they came in time
     */
    public boolean awaitArrivals(int count, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (arrivals < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return arrivals >= count;
        } finally {
            lock.unlock();
        }
    }

    void pass(ResponseSink wire) throws ConnectionCut {
        lock.lock();
        try {
            arrivals++;
            changed.signalAll();
            while (!open) {
                // A look at the connection now and then, so that a closing hub is not kept waiting.
                if (!wire.isOpen()) {
                    throw ConnectionCut.closed();
                }
                changed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConnectionCut.closed();
        } finally {
            lock.unlock();
        }
    }
}
