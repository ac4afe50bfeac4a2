package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.MeteredSink;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.io.IOException;

/** A wire that waits once, before a certain body byte. */
final class StallingSink extends MeteredSink {

    /** What it waits for. */
    @FunctionalInterface
    interface Wait {
        void done() throws IOException;
    }

    private final Wait wait;
    private long left;
    private boolean stalled;

    StallingSink(ResponseSink next, long bytes, Wait wait) {
        super(next);
        this.wait = wait;
        this.left = bytes;
    }

    @Override
    protected long grant(long wanted) throws IOException {
        if (stalled) {
            return wanted;
        }
        if (left == 0) {
            stalled = true;
            wait.done();
            return wanted;
        }
        long granted = Math.min(wanted, left);
        left -= granted;
        return granted;
    }
}
