package dev.venom.runtime.supervisor.systemd.internal.bus;

import dev.venom.runtime.supervisor.systemd.internal.manager.Interruption;
import dev.venom.runtime.supervisor.systemd.internal.manager.JobOutcome;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitManager;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitProperties;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.errors.AccessDenied;
import org.freedesktop.dbus.errors.NoReply;
import org.freedesktop.dbus.errors.ServiceUnknown;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.exceptions.NotConnected;
import org.freedesktop.dbus.interfaces.Properties;

/** A manager over one connection to its bus; of no use any more once that is lost. Thread-safe. */
public final class BusManager implements UnitManager, AutoCloseable {
    private static final String SYSTEMD = "org.freedesktop.systemd1";
    private static final String OBJECT = "/org/freedesktop/systemd1";
    private static final String REPLACE = "replace";
    private static final int SIGKILL = 9;

    private final DBusConnection connection;
    private final SystemdManager manager;
    private final Jobs jobs = new Jobs();
    private volatile boolean broken;

    private BusManager(DBusConnection connection) throws DBusException {
        this.connection = connection;
        this.manager = connection.getRemoteObject(SYSTEMD, OBJECT, SystemdManager.class);
    }

    /**
     * Connects.
     *
     * @param address of the bus
     * @param lost called once, on a thread of the connection, when it breaks
     */
    public static BusManager connect(String address, Runnable lost) {
        Connector connector = new Connector(address);
        try {
            DBusConnection connection = connector.connect();
            try {
                BusManager manager = new BusManager(connection);
                connector.whenLost(() -> {
                    manager.broken = true;
                    manager.jobs.lost();
                    lost.run();
                });
                manager.listen();
                return manager;
            } catch (DBusException | RuntimeException failure) {
                connection.disconnect();
                throw failure;
            }
        } catch (DBusException | RuntimeException failure) {
            throw new ManagerException(
                    ManagerException.Reason.UNREACHABLE,
                    "No connection to the bus " + address + ": " + failure.getMessage(),
                    failure);
        }
    }

    /**
     * Handlers come before the subscription, and that before any job. A bus that has just come up does not know
     * systemd yet, and would keep the caller waiting for it.
     */
    private void listen() throws DBusException {
        if (connection.getDBusOwnerName(SYSTEMD) == null) {
            throw new DBusException("systemd is not on the bus");
        }
        connection.addSigHandler(SystemdManager.JobRemoved.class, end -> jobs.ended(end.job(), end.result()));
        manager.Subscribe();
    }

    /**
     * Is told of changes of a unit, often more than once for the same: ask for the properties then.
     *
     * @param unit its name
     * @param changed called on a thread of the connection; must not block
     */
    public void watch(String unit, Runnable changed) {
        call(() -> {
            try {
                connection.addSigHandler(Properties.PropertiesChanged.class, object(unit), change -> changed.run());
                return unit;
            } catch (DBusException failure) {
                throw new ManagerException(ManagerException.Reason.REFUSED, "Cannot watch " + unit, failure);
            }
        });
    }

    /** Whether it can still be used. */
    public boolean isConnected() {
        return !broken && connection.isConnected();
    }

    @Override
    public String description() {
        return "bus " + connection.getAddress();
    }

    @Override
    public UnitProperties properties(String unit) {
        return call(() -> {
            Properties object = object(unit);
            Map<String, String> values = new TreeMap<>(PropertyText.of(object.GetAll(SYSTEMD + ".Unit")));
            if (unit.endsWith(".service")) {
                values.putAll(PropertyText.of(object.GetAll(SYSTEMD + ".Service")));
            }
            return new UnitProperties(values);
        });
    }

    @Override
    public JobOutcome start(String unit, Duration limit) {
        return jobs.run(() -> call(() -> manager.StartUnit(unit, REPLACE).getPath()), limit);
    }

    @Override
    public JobOutcome stop(String unit, Duration limit) {
        return jobs.run(() -> call(() -> manager.StopUnit(unit, REPLACE).getPath()), limit);
    }

    @Override
    public void resetFailed(String unit) {
        call(() -> {
            manager.ResetFailedUnit(unit);
            return unit;
        });
    }

    @Override
    public void kill(String unit) {
        call(() -> {
            manager.KillUnit(unit, "all", SIGKILL);
            return unit;
        });
    }

    @Override
    public void reload() {
        call(() -> {
            manager.Reload();
            return SYSTEMD;
        });
    }

    @Override
    public void hold(String unit) {
        call(() -> {
            manager.RefUnit(unit);
            return unit;
        });
    }

    @Override
    public void release(String unit) {
        call(() -> {
            manager.UnrefUnit(unit);
            return unit;
        });
    }

    /** A start of what is active is done before it begins, but takes the right that any other takes. */
    @Override
    public boolean mayControl(String unit) {
        try {
            call(() -> manager.StartUnit(unit, "fail"));
            return true;
        } catch (ManagerException refusal) {
            return refusal.reason() == ManagerException.Reason.REFUSED;
        }
    }

    private Properties object(String unit) {
        try {
            return connection.getRemoteObject(SYSTEMD, manager.LoadUnit(unit).getPath(), Properties.class);
        } catch (DBusException failure) {
            throw new ManagerException(ManagerException.Reason.REFUSED, "systemd has no object for " + unit, failure);
        }
    }

    private <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (DBusExecutionException refusal) {
            // The library takes an interruption for silence.
            if (Thread.currentThread().isInterrupted()) {
                throw Interruption.of(refusal);
            }
            throw new ManagerException(reason(refusal), refusal.getMessage(), refusal);
        }
    }

    /** The library has types for a few errors only; of others it keeps the message. */
    private ManagerException.Reason reason(DBusExecutionException refusal) {
        boolean silent =
                refusal instanceof NoReply || refusal instanceof NotConnected || refusal instanceof ServiceUnknown;
        if (broken || silent) {
            return ManagerException.Reason.UNREACHABLE;
        }
        boolean denied = refusal instanceof AccessDenied
                || String.valueOf(refusal.getMessage()).contains("nteractive authentication required");
        return denied ? ManagerException.Reason.DENIED : ManagerException.Reason.REFUSED;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
