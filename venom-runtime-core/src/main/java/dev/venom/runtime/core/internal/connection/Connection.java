package dev.venom.runtime.core.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Bytes to and from a server. Confined to one thread at a time, but for {@link #abort}. */
interface Connection {
    /**
     * Waits for bytes.
     *
     * @param target has room; with TLS, for a whole record at least
     * @return how many came; negative where the server has ended its side
     * @throws java.net.SocketTimeoutException if none came before the deadline
     */
    int read(ByteBuffer target) throws IOException;

    /** Sends all bytes. */
    void write(ByteBuffer source) throws IOException;

    /** Lets reads fail that last longer than until a time from now. */
    void expectWithin(Duration limit);

    /** Lets reads last as long as they want: somebody else watches them. */
    void expectAnyTime();

    /** Whether a server that has nothing to say still holds the connection, as far as can be seen. */
    boolean isQuiet();

    /** Ends the connection, and with it a read or write of another thread, at once. From any thread. */
    void abort();

    /** Ends the connection and gives back what it uses. */
    void close();
}
