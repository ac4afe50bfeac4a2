package dev.venom.runtime.core.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of an announced length. Confined to one thread. */
final class MeasuredBody extends InputStream {
    private final InputStream stream;
    private long left;

    MeasuredBody(InputStream stream, long length) {
        this.stream = stream;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = stream.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The body ended " + left + " bytes early");
        }
        left -= count;
        return count;
    }
}
