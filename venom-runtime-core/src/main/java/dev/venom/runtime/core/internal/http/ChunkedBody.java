package dev.venom.runtime.core.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A body in chunks, without their frames (RFC 9112, 7.1). Confined to one thread. */
final class ChunkedBody extends InputStream {
    private final InputStream framed;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream framed) {
        this.framed = framed;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = framed.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The body ended within a chunk");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (begun && !SocketHead.line(framed).isEmpty()) {
            throw new ProtocolException("A chunk is longer than it says");
        }
        begun = true;
        left = size(SocketHead.line(framed));
        if (left == 0) {
            ended = true;
            skipTrailers();
        }
    }

    private static long size(String line) throws IOException {
        String digits = line.split(";", 2)[0].strip();
        if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
            throw new ProtocolException("A chunk does not say how long it is");
        }
        return Long.parseLong(digits, 16);
    }

    private void skipTrailers() throws IOException {
        String line = SocketHead.line(framed);
        while (!line.isEmpty()) {
            line = SocketHead.line(framed);
        }
    }
}
