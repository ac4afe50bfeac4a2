package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ConnectionCut;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits some time, but no longer than the connection stands. */
final class Pause {

    private static final long LOOK = Duration.ofMillis(50).toNanos();

    private Pause() {}

    static void on(ResponseSink wire, Duration time) throws ConnectionCut {
        long end = System.nanoTime() + time.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LOOK));
            if (!wire.isOpen()) {
                throw ConnectionCut.closed();
            }
        }
    }
}
