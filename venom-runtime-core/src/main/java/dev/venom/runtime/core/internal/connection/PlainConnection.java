package dev.venom.runtime.core.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP connection: a blocking channel that reads into buffers outside the heap without a copy. */
final class PlainConnection implements Connection {
    private static final Logger log = LoggerFactory.getLogger(PlainConnection.class);
    private static final int TIMED_PIECE_BYTES = 8 << 10;

    private final SocketChannel channel;
    private byte[] piece = new byte[0];
    private boolean timed;
    private long deadline;

    PlainConnection() throws IOException {
        this.channel = SocketChannel.open();
    }

    void connect(InetSocketAddress address, Duration limit) throws IOException {
        channel.socket().setTcpNoDelay(true);
        channel.socket().connect(address, millis(limit.toNanos()));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return timed ? readInTime(target) : channel.read(target);
    }

    // A channel knows no time limits, its socket does
    private int readInTime(ByteBuffer target) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("No byte in time");
        }
        if (piece.length == 0) {
            piece = new byte[TIMED_PIECE_BYTES];
        }
        channel.socket().setSoTimeout(millis(left));
        InputStream stream = channel.socket().getInputStream();
        int count = stream.read(piece, 0, Math.min(piece.length, target.remaining()));
        if (count > 0) {
            target.put(piece, 0, count);
        }
        return count;
    }

    private static int millis(long nanos) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / 1_000_000));
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }

    @Override
    public void expectWithin(Duration limit) {
        timed = true;
        deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public void expectAnyTime() {
        timed = false;
    }

    @Override
    public boolean isQuiet() {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void abort() {
        try {
            channel.close();
        } catch (IOException gone) {
            log.debug("a connection did not close", gone);
        }
    }

    @Override
    public void close() {
        abort();
    }
}
