package dev.venom.runtime.examples.hub.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a port of the loopback address, one thread to a connection. It can refuse connections for a while and then
 * listen on the same port again. Thread-safe.
 */
public final class Listener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 256;

    private final Origin origin;
    private final Service service;
    private final int port;
    private final ExecutorService threads;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong connectionNumbers = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ServerSocketChannel server;

    private Listener(Origin origin, ServerSocketChannel server, Service service) throws IOException {
        this.origin = origin;
        this.service = service;
        this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        this.threads = Executors.newCachedThreadPool(
                DaemonThreads.named("venom-hub-" + origin.name().toLowerCase(Locale.ROOT) + "-"));
        listen(server);
    }

    /** Starts to listen on this port, or on any free one if it is 0. */
    public static Listener open(Origin origin, int port, Service service) {
        try {
            return new Listener(origin, bind(port), service);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Stops to listen, so that new connections are refused. Those that stand are kept. */
    public void refuseConnections() {
        lock.lock();
        try {
            if (server != null) {
                server.close();
                server = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop to listen on port " + port, e);
        } finally {
            lock.unlock();
        }
    }

    /** Listens again. */
    public void acceptConnections() {
        lock.lock();
        try {
            if (server == null) {
                listen(bind(port));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port + " again", e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends all connections that stand, wherever they are in an answer. */
    public void dropConnections() {
        connections.forEach(Connection::close);
    }

    @Override
    public void close() {
        refuseConnections();
        threads.shutdown();
        dropConnections();
    }

    private static ServerSocketChannel bind(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            // Connections of a former listener may linger in TIME_WAIT on this port.
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return server.bind(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void listen(ServerSocketChannel opened) {
        server = opened;
        threads.execute(() -> accept(opened));
    }

    private void accept(ServerSocketChannel opened) {
        try {
            while (opened.isOpen()) {
                start(opened.accept());
            }
        } catch (IOException e) {
            if (opened.isOpen()) {
                log.warn("listener failed origin={} port={} reason={}", origin, port, e.toString());
            }
        }
    }

    private void start(SocketChannel socket) {
        RequestReader requests = new RequestReader(socket, origin, connectionNumbers.incrementAndGet());
        Connection connection = new Connection(socket, requests, service);
        connections.add(connection);
        try {
            threads.execute(() -> serve(connection));
        } catch (RejectedExecutionException e) {
            // Accepted in the very moment in which the hub closed.
            connection.close();
        }
    }

    private void serve(Connection connection) {
        try {
            connection.run();
        } finally {
            connections.remove(connection);
        }
    }
}
