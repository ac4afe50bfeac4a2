package dev.venom.runtime.core.internal.runtime.lifecycle;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.WantedState;

/** Stops a runtime until nothing of it is left. One that is stopped is done. */
final class StopWork implements Work<RuntimeStatus> {
    private final KnownRuntime runtime;
    private final Occasion occasion;
    private final RuntimeServices services;

    /** Why a runtime is stopped. */
    enum Occasion {
        /** Somebody asked for it: it is to stay stopped. */
        COMMAND,
        /** Its host ends; the next one starts it again. */
        HOST_ENDS
    }

    StopWork(KnownRuntime runtime, Occasion occasion, RuntimeServices services) {
        this.runtime = runtime;
        this.occasion = occasion;
        this.services = services;
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        return services.inLaneAsLeft(runtime, operation, () -> {
            if (occasion == Occasion.COMMAND) {
                // Before the first signal: whoever keeps it up must not take its end for a failure.
                services.lifecycle(runtime, lifecycle -> lifecycle.withCommand(WantedState.DOWN));
            }
            services.takeDown(runtime, operation);
            return services.status(runtime);
        });
    }
}
