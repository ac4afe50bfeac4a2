package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections on a port of the loopback address, from bind to close. */
final class Acceptor implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Acceptor.class);
    private static final int BACKLOG = 256;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocketChannel server;
    private final Consumer<SocketChannel> connections;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Acceptor(ServerSocketChannel server, Consumer<SocketChannel> connections) {
        this.server = server;
        this.connections = connections;
    }

    /** Binds the port; connections are handed on once this runs. */
    static Acceptor bind(int port, Consumer<SocketChannel> connections) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            // Connections of a former listener may linger in TIME_WAIT on this port.
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
            return new Acceptor(server, connections);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    @Override
    public void run() {
        try {
            while (server.isOpen()) {
                connections.accept(server.accept());
            }
        } catch (IOException e) {
            if (server.isOpen()) {
                log.warn("accept failed reason={}", e.toString());
            }
        } finally {
            ended.countDown();
        }
    }

    /**
     * Frees the port. An accept under way holds the socket in the kernel, which goes on to take connections, so this
     * returns only when the running thread has left it.
     */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
