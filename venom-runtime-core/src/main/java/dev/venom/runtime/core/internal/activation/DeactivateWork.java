package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeServices;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange.Change;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.util.Optional;

/** Ends the serving of the active model: it is unloaded where the runtime can do that, else the runtime is stopped. */
final class DeactivateWork implements Work<RuntimeStatus> {
    private final KnownRuntime runtime;
    private final RuntimeServices runtimes;
    private final ActivationServices services;

    DeactivateWork(KnownRuntime runtime, RuntimeServices runtimes, ActivationServices services) {
        this.runtime = runtime;
        this.runtimes = runtimes;
        this.services = services;
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        return runtimes.inLane(runtime, operation, () -> {
            Optional<ActiveModel> active = services.files().read(runtime.id()).active();
            if (active.isPresent()) {
                deactivate(operation);
            } else {
                operation.log("no model is active");
            }
            return runtimes.status(runtime);
        });
    }

    private void deactivate(WorkContext operation) {
        RuntimeConfiguration configuration = services.configuration(runtime);
        configuration.tryApplying(Optional.empty());
        PendingActivation pending = new PendingActivation(
                operation.id(),
                PendingActivation.Phase.STOPPING,
                Optional.empty(),
                false,
                false,
                configuration.environment(),
                configuration.edits(Optional.empty()));
        services.remember(runtime, pending, Change.STOPPING, operation);
        finish(runtime, services, operation);
    }

    /** From the first step on it is only finished, never undone: each part can be done twice. */
    static void finish(KnownRuntime runtime, ActivationServices services, WorkContext operation) {
        Switchover switchover = services.switchover(runtime);
        if (runtime.driver().switching() == Switching.BY_RESTART) {
            // Before the first signal: whoever keeps it up must not take its end for a failure.
            services.files()
                    .update(
                            runtime.id(),
                            memory -> memory.withLifecycle(lifecycle -> lifecycle.withCommand(WantedState.DOWN)));
        }
        switchover.takeDown(services.files().read(runtime.id()).active(), Switchover.Pace.GRACEFUL, operation);
        operation.step("configure", () -> services.configuration(runtime).apply(Optional.empty()));
        operation.step("commit", () -> services.commitment().servesNothing(runtime.id()));
    }
}
