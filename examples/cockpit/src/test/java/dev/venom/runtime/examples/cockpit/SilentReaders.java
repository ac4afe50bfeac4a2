package dev.venom.runtime.examples.cockpit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Many clients of one stream of events, which read all that comes and do nothing with it, in one thread. */
final class SilentReaders implements AutoCloseable {
    private final Selector selector;
    private final Thread thread = new Thread(this::read, "venom-test-readers");
    private final long[] received;
    private volatile boolean closed;

    private SilentReaders(Selector selector, int count) {
        this.selector = selector;
        this.received = new long[count];
    }

    /** Connects them all, and returns once each of them was sent something. */
    static SilentReaders of(URI stream, int count) throws IOException, InterruptedException {
        SilentReaders readers = new SilentReaders(Selector.open(), count);
        for (int reader = 0; reader < count; reader++) {
            readers.connect(stream, reader);
        }
        readers.thread.start();
        readers.awaitFirstBytes();
        return readers;
    }

    /** How much the one that got least was sent until now. */
    synchronized long leastBytes() {
        return Arrays.stream(received).min().orElse(0);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void connect(URI stream, int reader) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(stream.getHost(), stream.getPort()));
        String request = "GET " + stream.getPath() + " HTTP/1.1\r\nHost: " + stream.getAuthority()
                + "\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, reader);
    }

    private synchronized void awaitFirstBytes() throws InterruptedException {
        while (leastBytes() == 0) {
            wait();
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (!closed) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    note((Integer) key.attachment(), ((SocketChannel) key.channel()).read(buffer), key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private synchronized void note(int reader, int bytes, SelectionKey key) {
        if (bytes < 0) {
            key.cancel();
            return;
        }
        received[reader] += bytes;
        notifyAll();
    }
}
