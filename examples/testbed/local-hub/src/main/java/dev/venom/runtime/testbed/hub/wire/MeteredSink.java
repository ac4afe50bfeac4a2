package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A wire that lets the body pass in portions. */
public abstract class MeteredSink extends ForwardingSink {

    /** Hands on to that wire. */
    protected MeteredSink(ResponseSink next) {
        super(next);
    }

    /**
     * Says how many of the next body bytes may leave now, at least one. They have left when it is asked again.
     *
     * @param wanted how many are at hand, at least one
     */
    protected abstract long grant(long wanted) throws IOException;

    @Override
    public final void write(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(bytes.position() + (int) grant(end - bytes.position()));
            super.write(bytes);
        }
    }

    @Override
    public final void write(FileChannel file, long position, long count) throws IOException {
        long done = 0;
        while (done < count) {
            long portion = grant(count - done);
            super.write(file, position + done, portion);
            done += portion;
        }
    }
}
