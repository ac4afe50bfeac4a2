package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.UnitOwner;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import dev.venom.runtime.supervisor.systemd.internal.access.ManagerAccess;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.util.Optional;
import java.util.function.Function;

/** Finds the unit of a process by its control group. Immutable. */
public final class UnitOwners {
    private final Caller caller;
    private final Function<RuntimeSpec.Scope, ManagerAccess> managers;

    /** Asks nobody anything yet. */
    public UnitOwners(Caller caller, Function<RuntimeSpec.Scope, ManagerAccess> managers) {
        this.caller = caller;
        this.managers = managers;
    }

    /**
     * The unit of a process.
     *
     * @param process which
     * @param group its control group
     * @return its unit; empty where it runs in none that the caller's managers hold
     */
    public Optional<UnitOwner> ownerOf(ProcessRef process, String group) {
        return UnitCgroup.parse(group, caller.id())
                .filter(found -> managers.apply(found.scope()).isAvailable())
                .flatMap(found -> owner(process, group, found));
    }

    private Optional<UnitOwner> owner(ProcessRef process, String group, UnitCgroup found) {
        ManagerAccess manager = managers.apply(found.scope());
        try {
            UnitState state = UnitState.of(manager.ask(systemd -> systemd.properties(found.unit())));
            boolean itsOwn = state.controlGroup()
                    .filter(path -> group.equals(path) || group.startsWith(path + "/"))
                    .isPresent();
            if (!itsOwn) {
                return Optional.empty();
            }
            boolean main = state.mainPid().orElse(-1) == process.pid();
            return Optional.of(new UnitOwner(found.unit(), found.scope(), main, mayControl(found, state, manager)));
        } catch (ManagerException notAsked) {
            return Optional.empty();
        }
    }

    /** Users control their own; of others' rights only systemd knows, and is asked where that changes nothing. */
    private boolean mayControl(UnitCgroup found, UnitState state, ManagerAccess manager) {
        return caller.isRoot()
                || found.scope() == RuntimeSpec.Scope.USER
                || state.isUp() && manager.ask(systemd -> systemd.mayControl(found.unit()));
    }
}
