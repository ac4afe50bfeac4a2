package dev.venom.runtime.core.internal.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Connections that have served a request and wait for another one on their route. Thread-safe. */
final class ConnectionPool implements AutoCloseable {
    /** Servers end what is quiet for longer, and networks forget it. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Route, Deque<Resting>> resting = new HashMap<>();
    private boolean closed;

    private record Resting(Connection connection, long sinceNanos) {
        boolean isUsable() {
            return System.nanoTime() - sinceNanos < LONGEST_REST.toNanos() && connection.isQuiet();
        }
    }

    /** The connection that was used last; one that its server has ended meanwhile is passed over. */
    Optional<Connection> take(Route route) {
        Optional<Resting> next = poll(route);
        while (next.isPresent() && !next.get().isUsable()) {
            next.get().connection().close();
            next = poll(route);
        }
        return next.map(Resting::connection);
    }

    private Optional<Resting> poll(Route route) {
        lock.lock();
        try {
            return Optional.ofNullable(resting.get(route)).map(Deque::poll);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a connection over. */
    void keep(Route route, Connection connection) {
        lock.lock();
        try {
            if (!closed) {
                resting.computeIfAbsent(route, first -> new ArrayDeque<>())
                        .push(new Resting(connection, System.nanoTime()));
                return;
            }
        } finally {
            lock.unlock();
        }
        connection.close();
    }

    /** Ends all connections that wait. */
    void clear() {
        List<Resting> ending = new ArrayList<>();
        lock.lock();
        try {
            resting.values().forEach(ending::addAll);
            resting.clear();
        } finally {
            lock.unlock();
        }
        ending.forEach(one -> one.connection().close());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        clear();
    }
}
