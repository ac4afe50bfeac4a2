package dev.venom.runtime.supervisor.systemd.internal.bus;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/**
 * The answer to {@link SystemdManager#EnqueueUnitJob}. The D-Bus library reads the types of its parts from type
 * arguments alone.
 */
public final class EnqueuedJob<A, B, C, D, E, F> extends Tuple {
    @Position(0)
    private final A id;

    @Position(1)
    private final B job;

    @Position(2)
    private final C unit;

    @Position(3)
    private final D unitPath;

    @Position(4)
    private final E type;

    @Position(5)
    private final F affected;

    /** Called by the D-Bus library. */
    public EnqueuedJob(A id, B job, C unit, D unitPath, E type, F affected) {
        this.id = id;
        this.job = job;
        this.unit = unit;
        this.unitPath = unitPath;
        this.type = type;
        this.affected = affected;
    }
}
