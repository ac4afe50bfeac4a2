package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import dev.venom.runtime.supervisor.systemd.internal.access.ManagerAccess;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import dev.venom.runtime.supervisor.systemd.internal.runtime.WatchLoop;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The managers that were needed so far, and the thread that watches them. Thread-safe. */
final class Managers implements AutoCloseable {
    private final Caller caller;
    private final Map<RuntimeSpec.Scope, ManagerAccess> managers = new ConcurrentHashMap<>();
    private final WatchLoop loop = new WatchLoop(this::allTellChanges);

    Managers(Caller caller) {
        this.caller = caller;
    }

    ManagerAccess access(RuntimeSpec.Scope scope, SupervisorContext context) {
        return managers.computeIfAbsent(
                scope, missing -> new ManagerAccess(missing, context.settings(), caller, loop::changed));
    }

    WatchLoop loop() {
        return loop;
    }

    /** What a manager knows of a unit; empty where it cannot be asked. */
    Optional<UnitState> state(RuntimeSpec.Scope scope, String unit, SupervisorContext context) {
        try {
            return Optional.of(UnitState.of(access(scope, context).ask(manager -> manager.properties(unit))));
        } catch (ManagerException notAsked) {
            return Optional.empty();
        }
    }

    private boolean allTellChanges() {
        return managers.values().stream().allMatch(ManagerAccess::tellsChanges);
    }

    @Override
    public void close() {
        loop.close();
        managers.values().forEach(ManagerAccess::close);
    }
}
