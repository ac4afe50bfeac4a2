package dev.venom.runtime.testbed.hub.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A wire that keeps to a rate. */
public final class ThrottledSink extends MeteredSink {

    private static final int PORTIONS_PER_SECOND = 50;

    private final long bytesPerSecond;
    private final long startNanos = System.nanoTime();
    private long granted;

    /** Lets so many body bytes pass in a second. */
    public ThrottledSink(ResponseSink next, long bytesPerSecond) {
        super(next);
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("A rate is at least one byte per second, not " + bytesPerSecond);
        }
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    protected long grant(long wanted) throws ConnectionCut {
        long dueNanos = startNanos + (long) (granted * 1e9 / bytesPerSecond);
        // Parking may end early, and is cut into pieces so that a closing hub is not kept waiting.
        for (long early = dueNanos - System.nanoTime(); early > 0; early = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(early, TimeUnit.MILLISECONDS.toNanos(100)));
            if (!isOpen()) {
                throw ConnectionCut.closed();
            }
        }
        long portion = Math.min(wanted, Math.max(1, bytesPerSecond / PORTIONS_PER_SECOND));
        granted += portion;
        return portion;
    }
}
