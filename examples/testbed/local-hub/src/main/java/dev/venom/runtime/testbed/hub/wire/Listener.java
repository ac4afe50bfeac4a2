package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * Listens on a port of the loopback address, one thread to a connection. It can refuse connections for a while and then
 * listen on the same port again. Thread-safe.
 */
public final class Listener implements AutoCloseable {

    private final Origin origin;
    private final Service service;
    private final int port;
    private final ExecutorService threads;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong connectionNumbers = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Acceptor acceptor;

    private Listener(Origin origin, int wantedPort, Service service) throws IOException {
        this.origin = origin;
        this.service = service;
        this.threads = Executors.newCachedThreadPool(
                DaemonThreads.named("venom-hub-" + origin.name().toLowerCase(Locale.ROOT) + "-"));
        Acceptor first = Acceptor.bind(wantedPort, this::start);
        this.port = first.port();
        listen(first);
    }

    /** Starts to listen on this port, or on any free one if it is 0. */
    public static Listener open(Origin origin, int port, Service service) {
        try {
            return new Listener(origin, port, service);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Stops to listen: from its return on, new connections are refused. Those that stand are kept. */
    public void refuseConnections() {
        lock.lock();
        try {
            if (acceptor != null) {
                acceptor.close();
                acceptor = null;
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
            if (acceptor == null) {
                listen(Acceptor.bind(port, this::start));
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

    private void listen(Acceptor opened) {
        acceptor = opened;
        threads.execute(opened);
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
