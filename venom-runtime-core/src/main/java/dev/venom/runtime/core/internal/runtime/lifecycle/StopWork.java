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
    private final RuntimeWorkshop workshop;

    /** Why a runtime is stopped. */
    enum Occasion {
        /** Somebody asked for it: it is to stay stopped. */
        COMMAND,
        /** Its host ends; the next one starts it again. */
        HOST_ENDS
    }

    StopWork(KnownRuntime runtime, Occasion occasion, RuntimeWorkshop workshop) {
        this.runtime = runtime;
        this.occasion = occasion;
        this.workshop = workshop;
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        return workshop.inLaneAsLeft(runtime, operation, () -> {
            if (occasion == Occasion.COMMAND) {
                // Before the first signal: whoever keeps it up must not take its end for a failure.
                workshop.conduct(runtime, conduct -> conduct.withCommand(WantedState.DOWN));
            }
            workshop.takeDown(runtime, operation);
            return workshop.status(runtime);
        });
    }
}
