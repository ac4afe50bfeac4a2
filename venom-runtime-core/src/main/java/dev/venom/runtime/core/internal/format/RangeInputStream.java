package dev.venom.runtime.core.internal.format;

import java.io.IOException;
import java.io.InputStream;

/** The next bytes of a cursor as a stream, no further than a given length. Confined to one thread. */
final class RangeInputStream extends InputStream {
    private final RangeCursor cursor;
    private long left;

    RangeInputStream(RangeCursor cursor, long length) {
        this.cursor = cursor;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = left == 0 ? -1 : cursor.available(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }
}
