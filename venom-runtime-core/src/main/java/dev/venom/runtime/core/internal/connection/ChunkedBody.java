package dev.venom.runtime.core.internal.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** A body in chunks, without their frames (RFC 9112, 7.1). */
final class ChunkedBody implements Body {
    private static final int LONGEST_LINE_BYTES = 16 << 10;
    private static final int MOST_TRAILER_BYTES = 256 << 10;
    /** What fits a long without a check. */
    private static final int MOST_DIGITS = 15;

    private final Inbound inbound;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedBody(Inbound inbound) {
        this.inbound = inbound;
    }

    @Override
    public ByteBuffer next() throws IOException {
        if (left == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return NOTHING;
        }
        if (!inbound.await()) {
            throw new EOFException("The body ended within a chunk");
        }
        ByteBuffer bytes = inbound.take(left);
        left -= bytes.remaining();
        return bytes;
    }

    @Override
    public boolean isOver() {
        return ended;
    }

    private void beginChunk() throws IOException {
        if (begun) {
            requireEndOfChunk();
        }
        begun = true;
        left = size();
        if (left == 0) {
            skipTrailers();
            ended = true;
        }
    }

    private void requireEndOfChunk() throws IOException {
        int octet = octet();
        if (octet == '\r') {
            octet = octet();
        }
        if (octet != '\n') {
            throw new ProtocolException("A chunk is longer than it says");
        }
    }

    private long size() throws IOException {
        long size = 0;
        int digits = 0;
        int octet = octet();
        while (Character.digit(octet, 16) >= 0 && digits < MOST_DIGITS) {
            size = size << 4 | Character.digit(octet, 16);
            digits++;
            octet = octet();
        }
        boolean isAlone = octet == '\r' || octet == '\n' || octet == ';' || octet == ' ' || octet == '\t';
        if (digits == 0 || !isAlone) {
            throw new ProtocolException("A chunk does not say how long it is");
        }
        skipLine(octet);
        return size;
    }

    /** Extensions mean nothing to us. */
    private void skipLine(int first) throws IOException {
        int bytes = 0;
        for (int octet = first; octet != '\n'; octet = octet()) {
            bytes++;
            if (bytes > LONGEST_LINE_BYTES) {
                throw new ProtocolException("A line of the body is too long");
            }
        }
    }

    private void skipTrailers() throws IOException {
        int mostBytes = MOST_TRAILER_BYTES;
        for (String line = inbound.line(mostBytes); !line.isEmpty(); line = inbound.line(mostBytes)) {
            mostBytes -= line.length();
        }
    }

    private int octet() throws IOException {
        int octet = inbound.octet();
        if (octet < 0) {
            throw new EOFException("The body ended within a chunk");
        }
        return octet;
    }
}
