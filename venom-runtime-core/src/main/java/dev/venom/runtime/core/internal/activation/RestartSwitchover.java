package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import java.time.Duration;
import java.util.Optional;

/** A runtime that takes a model when it starts: it is stopped and started. */
final class RestartSwitchover implements Switchover {
    private static final Duration QUICK = Duration.ofSeconds(5);

    private final KnownRuntime runtime;
    private final RuntimeControl control;

    RestartSwitchover(KnownRuntime runtime, RuntimeControl control) {
        this.runtime = runtime;
        this.control = control;
    }

    @Override
    public boolean isUp() {
        return RuntimeControl.isUp(runtime);
    }

    @Override
    public boolean serves(ActiveModel model) {
        if (!isUp()) {
            return false;
        }
        HealthReport report = runtime.driver().health(runtime.context());
        return report.health() == Health.HEALTHY && report.servedNames().contains(model.name());
    }

    @Override
    public void requireStartable(ActiveModel model) {
        control.requireStartable(runtime, Optional.of(model));
    }

    @Override
    public void takeDown(Optional<ActiveModel> former, Pace pace, WorkContext operation) {
        Duration own = runtime.spec().stopTimeout();
        Duration limit = pace == Pace.QUICK && QUICK.compareTo(own) < 0 ? QUICK : own;
        control.takeDown(runtime, limit, operation);
    }

    @Override
    public void takeDownTarget(PendingActivation pending, WorkContext operation) {
        takeDown(pending.target(), Pace.GRACEFUL, operation);
    }

    @Override
    public void takeDownLeftover(PendingActivation left, WorkContext operation) {
        // Whatever runs is stopped before another model is started.
    }

    @Override
    public void bringUp(Optional<ActiveModel> model, WorkContext operation) {
        control.bringUp(runtime, model, operation);
    }

    @Override
    public void verify(ActiveModel model, WorkContext operation) {
        control.verify(runtime, Optional.of(model), operation);
    }
}
