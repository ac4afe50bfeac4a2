package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A wire that hands everything on; its subclasses interfere. */
public abstract class ForwardingSink implements ResponseSink {

    private final ResponseSink next;

    /** Hands on to that wire. */
    protected ForwardingSink(ResponseSink next) {
        this.next = next;
    }

    @Override
    public void head(ByteBuffer head) throws IOException {
        next.head(head);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        next.write(bytes);
    }

    @Override
    public void write(FileChannel file, long position, long count) throws IOException {
        next.write(file, position, count);
    }

    @Override
    public boolean isOpen() {
        return next.isOpen();
    }
}
