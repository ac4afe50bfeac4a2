package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import dev.venom.runtime.supervisor.systemd.internal.access.ManagerAccess;

/**
 * A runtime and the unit that it is. Immutable.
 *
 * @param spec the runtime
 * @param unit the unit's name
 * @param access the way to the unit's manager
 * @param context what there is to work with
 * @param caller who asks
 */
public record ManagedUnit(
        RuntimeSpec spec, String unit, ManagerAccess access, SupervisorContext context, Caller caller) {
    String id() {
        return spec.id();
    }

    /** The words that reach the manager on a command line. */
    String systemctl() {
        return spec.scope() == RuntimeSpec.Scope.USER ? "systemctl --user" : "systemctl";
    }
}
