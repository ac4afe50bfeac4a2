package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Answers to a client that is far away: every one begins later. */
final class DelayedSink extends ForwardingSink {

    private final Duration delay;

    DelayedSink(ResponseSink next, Duration delay) {
        super(next);
        this.delay = delay;
    }

    @Override
    public void head(ByteBuffer head) throws IOException {
        long endNanos = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = endNanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
            if (!isOpen()) {
                throw ConnectionCut.closed();
            }
        }
        super.head(head);
    }
}
