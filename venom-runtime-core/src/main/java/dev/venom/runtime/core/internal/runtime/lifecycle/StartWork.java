package dev.venom.runtime.core.internal.runtime.lifecycle;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.LifecycleState;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange.Change;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.Observation;
import java.util.Optional;

/** Starts a runtime and proves it ready. One that runs already is done. */
final class StartWork implements Work<RuntimeStatus> {
    private final KnownRuntime runtime;
    private final Occasion occasion;
    private final RuntimeServices services;

    /** Why a runtime is started. */
    enum Occasion {
        /** Somebody asked for it: from now on it is wanted. */
        COMMAND,
        /** It ended unasked. */
        RESTART_UNASKED
    }

    StartWork(KnownRuntime runtime, Occasion occasion, RuntimeServices services) {
        this.runtime = runtime;
        this.occasion = occasion;
        this.services = services;
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        return services.inLane(runtime, operation, () -> {
            if (occasion == Occasion.RESTART_UNASKED && isStoppedByCommand()) {
                operation.log("somebody stopped it meanwhile");
                return services.status(runtime);
            }
            if (runsAlready()) {
                operation.log("it runs already");
            } else {
                services.changing(runtime, Change.STARTING, operation, () -> start(operation));
            }
            if (occasion == Occasion.COMMAND) {
                services.lifecycle(runtime, lifecycle -> lifecycle.withCommand(WantedState.UP));
            }
            return services.status(runtime);
        });
    }

    private void start(WorkContext operation) {
        Optional<ActiveModel> model = services.files().read(runtime.id()).active();
        if (RuntimeControl.isUp(runtime)) {
            services.control().verify(runtime, model, operation);
            return;
        }
        if (occasion == Occasion.RESTART_UNASKED) {
            services.lifecycle(runtime, LifecycleState::withRestart);
        }
        services.control().bringUp(runtime, model, operation);
    }

    /** What serves is not shown as starting because somebody asks for it once more. */
    private boolean runsAlready() {
        return RuntimeControl.isUp(runtime) && !isOnItsWay();
    }

    /** Somebody who is gone may have started it a moment ago; one that has run for long is not on its way any more. */
    private boolean isOnItsWay() {
        Observation seen = runtime.requireHandle("start").observe();
        boolean young = seen.since()
                .plus(runtime.spec().startTimeout())
                .isAfter(runtime.context().clock().instant());
        return young && runtime.driver().health(runtime.context()).health() != Health.HEALTHY;
    }

    private boolean isStoppedByCommand() {
        return services.files().read(runtime.id()).wanted().equals(Optional.of(WantedState.DOWN));
    }
}
