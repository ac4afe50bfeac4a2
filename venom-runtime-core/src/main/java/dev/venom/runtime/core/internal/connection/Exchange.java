package dev.venom.runtime.core.internal.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer. Confined to one thread, which waits for what comes and closes it in the end; any other may
 * {@link #abort} it.
 */
public final class Exchange implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final long MOST_UNWANTED_BYTES = 64 << 10;
    private static final Duration UNWANTED_LIMIT = Duration.ofMillis(250);

    private final Request request;
    private final Route route;
    private final HttpConnections connections;
    private final ByteBuffer buffer;
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile boolean aborted;
    private Optional<Inbound> inbound = Optional.empty();
    private Body body = Body.NONE;
    private boolean keepsConnection;
    private boolean closed;

    Exchange(Request request, Route route, HttpConnections connections) {
        this.request = request;
        this.route = route;
        this.connections = connections;
        this.buffer = connections.buffers().take();
    }

    /**
     * Sends the request.
     *
     * @return the head of the answer; a proxy's own where it asks for a password instead of making a tunnel
     * @throws HttpTimeoutException if it does not come in time
     * @throws IOException if there is no connection, or it broke, or what came is not HTTP
     */
    public ResponseHead send() throws IOException {
        try {
            ResponseHead head = sendOnAny();
            connection.ifPresent(Connection::expectAnyTime);
            return head;
        } catch (SocketTimeoutException silent) {
            HttpTimeoutException timeout = new HttpTimeoutException("No answer in time");
            timeout.initCause(silent);
            throw timeout;
        } catch (TunnelRefusedException refused) {
            if (refused.asksForPassword()) {
                return refused.answer();
            }
            throw refused;
        }
    }

    private ResponseHead sendOnAny() throws IOException {
        Optional<Connection> kept =
                request.keepsConnection() ? connections.pool().take(route) : Optional.empty();
        if (kept.isPresent()) {
            try {
                use(kept.get());
                kept.get().expectWithin(request.headTimeout());
                return converse(kept.get());
            } catch (IOException broken) {
                if (!isWorthAnother(broken)) {
                    throw broken;
                }
                log.debug("a kept connection was of no use any more route={}", route, broken);
                kept.get().close();
            }
        }
        return converse(connections.connector().connect(route, request.headTimeout(), this::use));
    }

    /** A server may end a connection that it kept, in the moment when we use it again. */
    private boolean isWorthAnother(IOException broken) {
        return request.isRepeatable()
                && !aborted
                && !inbound.map(Inbound::hasBegun).orElse(false)
                && !(broken instanceof SocketTimeoutException)
                && !(broken instanceof ClosedByInterruptException);
    }

    private void use(Connection next) throws IOException {
        connection = Optional.of(next);
        if (aborted) {
            next.abort();
            throw new ClosedChannelException();
        }
    }

    private ResponseHead converse(Connection server) throws IOException {
        Inbound arriving = new Inbound(server, buffer);
        inbound = Optional.of(arriving);
        server.write(request.encoded(route));
        ResponseHead head = ResponseHead.read(arriving);
        body = Framing.body(request.method(), head, arriving);
        keepsConnection = request.keepsConnection() && Framing.keepsConnection(head);
        return head;
    }

    /**
     * Waits for bytes of the body, for as long as it takes.
     *
     * @return those that came, good until the next call; none at the end of the body
     * @throws IOException if the connection broke or was aborted, or the body ended before its time
     */
    public ByteBuffer next() throws IOException {
        return body.next();
    }

    /** Ends the exchange at once, and what waits for it with a failure. From any thread. */
    public void abort() {
        aborted = true;
        connection.ifPresent(Connection::abort);
    }

    /** Closes after taking in what is left of the body, if it is short and comes soon: then its connection serves again. */
    public void finish() {
        try {
            if (keepsConnection && !body.isOver()) {
                connection.ifPresent(open -> open.expectWithin(UNWANTED_LIMIT));
                long bytes = 0;
                for (ByteBuffer rest = body.next();
                        rest.hasRemaining() && bytes < MOST_UNWANTED_BYTES;
                        rest = body.next()) {
                    bytes += rest.remaining();
                }
            }
        } catch (IOException broken) {
            log.debug("the rest of a body did not come route={}", route, broken);
        } finally {
            close();
        }
    }

    /** Ends the exchange; its connection serves again if the whole body was read. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        connections.ended(this);
        connection.ifPresent(this::leave);
        connections.buffers().giveBack(buffer);
    }

    private void leave(Connection used) {
        if (keepsConnection
                && !aborted
                && body.isOver()
                && inbound.map(Inbound::isEmpty).orElse(false)) {
            connections.pool().keep(route, used);
        } else {
            used.close();
        }
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
