package dev.venom.runtime.core.internal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/** A packed stream in plain form. Confined to one thread. */
final class UnpackedStream extends InputStream {
    private static final int PIECE_BYTES = 16 << 10;

    private final InputStream packed;
    private final Unpacking unpacking;
    private final byte[] piece = new byte[PIECE_BYTES];
    private InputStream ready = InputStream.nullInputStream();

    UnpackedStream(ContentCoding coding, InputStream packed) {
        this.packed = packed;
        this.unpacking = new Unpacking(coding);
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = ready.read(target, offset, length);
        while (count < 0) {
            int received = packed.read(piece);
            if (received < 0) {
                return end();
            }
            ready = unpacked(received);
            count = ready.read(target, offset, length);
        }
        return count;
    }

    private int end() throws ZipException {
        if (unpacking.isUnfinished()) {
            throw new ZipException("The packed body was cut off");
        }
        unpacking.end();
        return -1;
    }

    private InputStream unpacked(int received) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(PIECE_BYTES);
        unpacking.feed(
                ByteBuffer.wrap(piece, 0, received),
                bytes -> plain.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()));
        return new ByteArrayInputStream(plain.toByteArray());
    }

    @Override
    public void close() throws IOException {
        unpacking.end();
        packed.close();
    }
}
