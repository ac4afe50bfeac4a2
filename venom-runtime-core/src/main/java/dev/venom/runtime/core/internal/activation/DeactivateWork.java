package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeWorkshop;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.UnderWay.Change;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.util.Optional;

/** Ends the serving of the active model: it is unloaded where the runtime can do that, else the runtime is stopped. */
final class DeactivateWork implements Work<RuntimeStatus> {
    private final KnownRuntime runtime;
    private final RuntimeWorkshop runtimes;
    private final ActivationWorkshop workshop;

    DeactivateWork(KnownRuntime runtime, RuntimeWorkshop runtimes, ActivationWorkshop workshop) {
        this.runtime = runtime;
        this.runtimes = runtimes;
        this.workshop = workshop;
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        return runtimes.inLane(runtime, operation, () -> {
            Optional<ActiveModel> active = workshop.files().read(runtime.id()).active();
            if (active.isPresent()) {
                deactivate(operation);
            } else {
                operation.log("no model is active");
            }
            return runtimes.status(runtime);
        });
    }

    private void deactivate(WorkContext operation) {
        RuntimeConfiguration configuration = workshop.configuration(runtime);
        configuration.tryApplying(Optional.empty());
        PendingActivation pending = new PendingActivation(
                operation.id(),
                PendingActivation.Phase.STOPPING,
                Optional.empty(),
                false,
                false,
                configuration.environment(),
                configuration.edits(Optional.empty()));
        workshop.remember(runtime, pending, Change.STOPPING, operation);
        finish(runtime, workshop, operation);
    }

    /** From the first step on it is only finished, never undone: each part can be done twice. */
    static void finish(KnownRuntime runtime, ActivationWorkshop workshop, WorkContext operation) {
        Switchover switchover = workshop.switchover(runtime);
        if (runtime.driver().switching() == Switching.BY_RESTART) {
            // Before the first signal: whoever keeps it up must not take its end for a failure.
            workshop.files()
                    .update(
                            runtime.id(),
                            memory -> memory.withConduct(conduct -> conduct.withCommand(WantedState.DOWN)));
        }
        switchover.takeDown(workshop.files().read(runtime.id()).active(), Switchover.Pace.GRACEFUL, operation);
        operation.step("configure", () -> workshop.configuration(runtime).apply(Optional.empty()));
        operation.step("commit", () -> workshop.commitment().servesNothing(runtime.id()));
    }
}
