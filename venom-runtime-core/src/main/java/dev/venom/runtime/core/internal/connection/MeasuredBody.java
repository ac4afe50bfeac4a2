package dev.venom.runtime.core.internal.connection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A body of an announced length. */
final class MeasuredBody implements Body {
    private final Inbound inbound;
    private long left;

    MeasuredBody(Inbound inbound, long length) {
        this.inbound = inbound;
        this.left = length;
    }

    @Override
    public ByteBuffer next() throws IOException {
        if (left == 0) {
            return NOTHING;
        }
        if (!inbound.await()) {
            throw new EOFException("The body ended " + left + " bytes early");
        }
        ByteBuffer bytes = inbound.take(left);
        left -= bytes.remaining();
        return bytes;
    }

    @Override
    public boolean isOver() {
        return left == 0;
    }
}
