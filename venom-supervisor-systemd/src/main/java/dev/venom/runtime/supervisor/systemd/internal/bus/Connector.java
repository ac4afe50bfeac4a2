package dev.venom.runtime.supervisor.systemd.internal.bus;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;

/** Makes one connection, and tells when it breaks. Thread-safe. */
final class Connector implements IDisconnectCallback {
    private final String address;
    private final AtomicReference<Runnable> lost = new AtomicReference<>(() -> {});

    Connector(String address) {
        this.address = address;
    }

    /**
     * Signals are handled on one thread, so that they stay in order. The library would try for ten seconds to
     * connect where nobody listens.
     */
    DBusConnection connect() throws DBusException {
        return DBusConnectionBuilder.forAddress(address)
                .withShared(false)
                .withDisconnectCallback(this)
                .transportConfig()
                .withTimeout(1)
                .back()
                .receivingThreadConfig()
                .withSignalThreadCount(1)
                .withErrorHandlerThreadCount(1)
                .withMethodCallThreadCount(1)
                .withMethodReturnThreadCount(1)
                .connectionConfig()
                .build();
    }

    void whenLost(Runnable action) {
        lost.set(action);
    }

    @Override
    public void disconnectOnError(IOException failure) {
        lost.getAndSet(() -> {}).run();
    }
}
