package dev.venom.runtime.core.internal.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to read on where a document is longer than allowed, and leaves the stream below it open. Confined to one thread. */
final class LimitedInputStream extends FilterInputStream {
    private final long limit;
    private long left;

    LimitedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int received = super.read(bytes, offset, length);
        count(Math.max(0, received));
        return received;
    }

    @Override
    public void close() {
        // Whoever opened the stream closes it.
    }

    private void count(int received) throws MalformedJsonException {
        left -= received;
        if (left < 0) {
            throw new MalformedJsonException("The document has more than " + limit + " bytes");
        }
    }
}
