package dev.venom.runtime.supervisor.systemd.internal.bus;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;

/** What is needed of the interface of systemd's manager (org.freedesktop.systemd1(5)). */
@DBusInterfaceName("org.freedesktop.systemd1.Manager")
public interface SystemdManager extends DBusInterface {
    /** Makes it send signals. */
    void Subscribe();

    /** The object of a unit, whether there is one or not. */
    DBusPath LoadUnit(String name);

    /** Begins a job and yields it. */
    DBusPath StartUnit(String name, String mode);

    /** Begins a job and yields it. */
    DBusPath StopUnit(String name, String mode);

    /** Sends a signal to processes of a unit. */
    void KillUnit(String name, String whom, int signal);

    /** Forgets failures and starts. */
    void ResetFailedUnit(String name);

    /** Keeps what is known of a unit although it does not run, as long as the connection lives. */
    void RefUnit(String name);

    /** Ends that. */
    void UnrefUnit(String name);

    /** Reads all unit files again. */
    void Reload();

    /** Sent to subscribers at the end of each job. */
    final class JobRemoved extends DBusSignal {
        private final String job;
        private final String result;

        /** Called by the D-Bus library. */
        public JobRemoved(String path, UInt32 id, DBusPath job, String unit, String result) throws DBusException {
            super(path, id, job, unit, result);
            this.job = job.getPath();
            this.result = result;
        }

        String job() {
            return job;
        }

        String result() {
            return result;
        }
    }
}
