package dev.venom.runtime.core.internal.runtime.lifecycle;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.UnderWay.Change;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import java.util.Optional;

/** Stops a runtime and starts it again. */
final class RestartWork implements Work<RuntimeStatus> {
    private final KnownRuntime runtime;
    private final RuntimeWorkshop workshop;

    RestartWork(KnownRuntime runtime, RuntimeWorkshop workshop) {
        this.runtime = runtime;
        this.workshop = workshop;
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        return workshop.inLaneAsLeft(runtime, operation, () -> {
            Optional<ActiveModel> model = workshop.files().read(runtime.id()).active();
            workshop.control().requireStartable(runtime, model);
            workshop.takeDown(runtime, operation);
            workshop.changing(
                    runtime,
                    Change.STARTING,
                    operation,
                    () -> workshop.control().bringUp(runtime, model, operation));
            workshop.conduct(runtime, conduct -> conduct.withCommand(WantedState.UP));
            return workshop.status(runtime);
        });
    }
}
