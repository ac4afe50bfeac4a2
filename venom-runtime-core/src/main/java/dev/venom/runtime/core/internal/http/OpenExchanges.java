package dev.venom.runtime.core.internal.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is under way, so that closing ends it: the JDK's client would leave it waiting for ever. Thread-safe. */
final class OpenExchanges implements AutoCloseable {
    private final Set<Runnable> aborts = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    void add(Runnable abort) {
        aborts.add(abort);
        if (closed) {
            // close() may have gone through the set just before
            abort.run();
        }
    }

    void remove(Runnable abort) {
        aborts.remove(abort);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        aborts.forEach(Runnable::run);
        aborts.clear();
    }
}
