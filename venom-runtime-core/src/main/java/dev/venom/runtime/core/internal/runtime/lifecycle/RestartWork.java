package dev.venom.runtime.core.internal.runtime.lifecycle;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange.Change;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import java.util.Optional;

/** Stops a runtime and starts it again. */
final class RestartWork implements Work<RuntimeStatus> {
    private final KnownRuntime runtime;
    private final RuntimeServices services;

    RestartWork(KnownRuntime runtime, RuntimeServices services) {
        this.runtime = runtime;
        this.services = services;
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        return services.inLaneAsLeft(runtime, operation, () -> {
            Optional<ActiveModel> model = services.files().read(runtime.id()).active();
            services.control().requireStartable(runtime, model);
            services.takeDown(runtime, operation);
            services.changing(
                    runtime,
                    Change.STARTING,
                    operation,
                    () -> services.control().bringUp(runtime, model, operation));
            services.lifecycle(runtime, lifecycle -> lifecycle.withCommand(WantedState.UP));
            return services.status(runtime);
        });
    }
}
