package dev.venom.runtime.supervisor.systemd.internal.bus;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.UInt32;

/** One of the other jobs in the answer to {@link SystemdManager#EnqueueUnitJob}. */
public final class AffectedJob extends Struct {
    @Position(0)
    private final UInt32 id;

    @Position(1)
    private final DBusPath job;

    @Position(2)
    private final String unit;

    @Position(3)
    private final DBusPath unitPath;

    @Position(4)
    private final String type;

    /** Called by the D-Bus library. */
    public AffectedJob(UInt32 id, DBusPath job, String unit, DBusPath unitPath, String type) {
        this.id = id;
        this.job = job;
        this.unit = unit;
        this.unitPath = unitPath;
        this.type = type;
    }
}
