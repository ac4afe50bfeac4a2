package dev.venom.runtime.core.internal.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * Requests over connections of our own, which are used again as long as nobody closes them. It has no threads: whoever
 * sends a request waits for its answer, and reads the body. Thread-safe.
 */
public final class HttpConnections implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int MOST_IDLE_BUFFERS = 16;

    private final Connector connector;
    private final ConnectionPool pool = new ConnectionPool();
    private final Buffers buffers = Buffers.outsideHeap(BUFFER_BYTES, MOST_IDLE_BUFFERS);
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Nothing is connected yet.
     *
     * @param connectTimeout longest time to connect to one address
     * @param tls whom to trust; empty for the JVM's own trust
     */
    public HttpConnections(Duration connectTimeout, Optional<SSLContext> tls) {
        this.connector = new Connector(connectTimeout, tls);
    }

    /**
     * An exchange that has not begun; who asks for it must close it.
     *
     * @param request what to send
     * @param route how the server is reached
     * @return the exchange
     */
    public Exchange prepare(Request request, Route route) {
        Exchange exchange = new Exchange(request, route, this);
        open.add(exchange);
        if (closed) {
            // close() may have gone through the set just before
            exchange.abort();
        }
        return exchange;
    }

    Connector connector() {
        return connector;
    }

    ConnectionPool pool() {
        return pool;
    }

    Buffers buffers() {
        return buffers;
    }

    void ended(Exchange exchange) {
        open.remove(exchange);
    }

    /** Ends connections that nobody uses now. */
    public void closeIdle() {
        pool.clear();
    }

    /** Ends all connections at once, and with them the exchanges under way. */
    @Override
    public void close() {
        closed = true;
        open.forEach(Exchange::abort);
        pool.close();
    }
}
