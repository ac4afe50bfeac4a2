package dev.venom.runtime.core.internal.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** What has arrived on a connection and is not used yet. Confined to one thread. */
final class Inbound {
    private static final int CHARACTERS_AT_FIRST = 128;

    private final Connection connection;
    private final ByteBuffer buffer;
    private final ByteBuffer view;
    private boolean begun;

    /**
     * Nothing yet.
     *
     * @param buffer where it is kept
     */
    Inbound(Connection connection, ByteBuffer buffer) {
        this.connection = connection;
        this.buffer = buffer.clear().limit(0);
        this.view = buffer.duplicate();
    }

    boolean isEmpty() {
        return !buffer.hasRemaining();
    }

    /** Whether anything has come at all. */
    boolean hasBegun() {
        return begun;
    }

    /** Waits for more where all is used; false where the server has ended its side. */
    boolean await() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        try {
            boolean more = connection.read(buffer) > 0;
            begun |= more;
            return more;
        } finally {
            buffer.flip();
        }
    }

    /** Uses up to so many bytes of those that are there; what is returned is good until the next call. */
    ByteBuffer take(long most) {
        int count = (int) Math.min(most, buffer.remaining());
        view.limit(buffer.position() + count).position(buffer.position());
        buffer.position(buffer.position() + count);
        return view;
    }

    /** The next byte; negative where the server has ended its side. */
    int octet() throws IOException {
        return await() ? buffer.get() & 0xFF : -1;
    }

    /**
     * A line without its end, which may be a line feed alone (RFC 9112, 2.2); each byte is one character.
     *
     * @param mostBytes longest line that makes sense
     */
    String line(int mostBytes) throws IOException {
        StringBuilder line = new StringBuilder(CHARACTERS_AT_FIRST);
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            if (octet < 0) {
                throw new EOFException("The server ended the connection");
            }
            if (line.length() >= mostBytes) {
                throw new ProtocolException("A line of the answer is too long");
            }
            line.append((char) octet);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }
}
