package dev.venom.runtime.testbed.hub.log;

import dev.venom.runtime.testbed.hub.wire.ForwardingSink;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts body bytes in steps small enough for a live view. A step is counted just before it goes to the socket, so that
 * a client that has read it finds it counted, and taken back if the socket refuses it.
 */
final class CountingSink extends ForwardingSink {

    private static final long STEP = 1 << 19;

    private final AtomicLong count;

    CountingSink(ResponseSink next, AtomicLong count) {
        super(next);
        this.count = count;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int size = bytes.remaining();
        count.addAndGet(size);
        try {
            super.write(bytes);
        } catch (IOException e) {
            count.addAndGet(-bytes.remaining());
            throw e;
        }
    }

    @Override
    public void write(FileChannel file, long position, long size) throws IOException {
        for (long done = 0; done < size; done += STEP) {
            long step = Math.min(STEP, size - done);
            count.addAndGet(step);
            try {
                super.write(file, position + done, step);
            } catch (IOException e) {
                count.addAndGet(-step);
                throw e;
            }
        }
    }
}
