package dev.venom.runtime.core.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS over another connection; records are decrypted in one buffer, and go straight from it into the reader's. */
final class TlsConnection implements Connection {
    private static final Logger log = LoggerFactory.getLogger(TlsConnection.class);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Connection plain;
    private final SSLEngine engine;
    private final Buffers buffers;
    private final ByteBuffer received;
    private ByteBuffer sending;
    private boolean closed;

    /**
     * TLS that has not begun.
     *
     * @param buffers of several records each
     */
    TlsConnection(Connection plain, SSLEngine engine, Buffers buffers) {
        this.plain = plain;
        this.engine = engine;
        this.buffers = buffers;
        this.received = buffers.take().limit(0);
        this.sending = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    /** Agrees on keys with the server, whose certificate the engine judges. */
    void handshake() throws IOException {
        ByteBuffer unexpected = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        try {
            engine.beginHandshake();
            HandshakeStatus next = engine.getHandshakeStatus();
            while (next != HandshakeStatus.NOT_HANDSHAKING && next != HandshakeStatus.FINISHED) {
                next = next == HandshakeStatus.NEED_UNWRAP || next == HandshakeStatus.NEED_UNWRAP_AGAIN
                        ? receive(unexpected)
                        : answer(next);
            }
        } catch (SSLException refused) {
            tellWhy();
            throw refused;
        }
    }

    private HandshakeStatus receive(ByteBuffer unexpected) throws IOException {
        SSLEngineResult result = engine.unwrap(received, unexpected);
        if (unexpected.position() > 0 || result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("The server sent content before the handshake was over");
        }
        if (result.getStatus() == Status.CLOSED || result.getStatus() == Status.BUFFER_UNDERFLOW && !fill()) {
            throw new SSLException("The server ended the connection during the handshake");
        }
        return result.getHandshakeStatus();
    }

    /** Does what the engine wants done before it goes on. */
    private HandshakeStatus answer(HandshakeStatus wanted) throws IOException {
        if (wanted == HandshakeStatus.NEED_TASK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            return engine.getHandshakeStatus();
        }
        return wanted == HandshakeStatus.NEED_WRAP ? send(NOTHING) : wanted;
    }

    /** The alert that says why there will be no connection; nobody relies on it. */
    private void tellWhy() {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                send(NOTHING);
            }
        } catch (IOException gone) {
            log.debug("an alert was not sent", gone);
        }
    }

    SSLEngine engine() {
        return engine;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int begin = target.position();
        while (true) {
            Status status = received.hasRemaining() ? decrypt(target) : Status.BUFFER_UNDERFLOW;
            int count = target.position() - begin;
            if (status == Status.CLOSED) {
                return count > 0 ? count : -1;
            }
            if (count > 0 && (status != Status.OK || !received.hasRemaining())) {
                return count;
            }
            if (status == Status.BUFFER_OVERFLOW) {
                throw new SSLException("A record is larger than its buffer");
            }
            if (status == Status.BUFFER_UNDERFLOW && !fill()) {
                return -1;
            }
        }
    }

    private Status decrypt(ByteBuffer target) throws IOException {
        SSLEngineResult result = engine.unwrap(received, target);
        HandshakeStatus wanted = result.getHandshakeStatus();
        // Servers change keys and hand out tickets in between
        while (wanted == HandshakeStatus.NEED_TASK || wanted == HandshakeStatus.NEED_WRAP) {
            wanted = result.getStatus() == Status.CLOSED ? HandshakeStatus.FINISHED : answer(wanted);
        }
        return result.getStatus();
    }

    private boolean fill() throws IOException {
        received.compact();
        try {
            if (!received.hasRemaining()) {
                throw new SSLException("A record is larger than TLS allows");
            }
            return plain.read(received) > 0;
        } finally {
            received.flip();
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            send(source);
        }
    }

    private HandshakeStatus send(ByteBuffer source) throws IOException {
        SSLEngineResult result = engine.wrap(source, sending.clear());
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            sending = ByteBuffer.allocate(
                    Math.max(2 * sending.capacity(), engine.getSession().getPacketBufferSize()));
            return HandshakeStatus.NEED_WRAP;
        }
        plain.write(sending.flip());
        if (result.getStatus() == Status.CLOSED && source.hasRemaining()) {
            throw new SSLException("The server has ended the connection");
        }
        return result.getHandshakeStatus();
    }

    @Override
    public void expectWithin(Duration limit) {
        plain.expectWithin(limit);
    }

    @Override
    public void expectAnyTime() {
        plain.expectAnyTime();
    }

    @Override
    public boolean isQuiet() {
        return !received.hasRemaining() && plain.isQuiet();
    }

    @Override
    public void abort() {
        plain.abort();
    }

    @Override
    public void close() {
        plain.close();
        if (!closed) {
            closed = true;
            buffers.giveBack(received);
        }
    }
}
