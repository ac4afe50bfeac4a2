package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.provider.CancellableTransport;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.ServedModel;
import java.util.Optional;
import java.util.function.Function;

/** A runtime that loads and unloads models while it runs: it is not restarted, and what others loaded stays. */
final class InPlaceSwitchover implements Switchover {
    private final KnownRuntime runtime;
    private final RuntimeControl control;
    private final Function<ModelRef, Optional<InstalledModel>> installed;

    InPlaceSwitchover(
            KnownRuntime runtime, RuntimeControl control, Function<ModelRef, Optional<InstalledModel>> installed) {
        this.runtime = runtime;
        this.control = control;
        this.installed = installed;
    }

    @Override
    public boolean isUp() {
        return runtime.driver().health(runtime.context()).health() != Health.UNREACHABLE;
    }

    @Override
    public boolean serves(ActiveModel model) {
        HealthReport report = runtime.driver().health(runtime.context());
        return report.health() == Health.HEALTHY && report.servedNames().contains(model.name());
    }

    @Override
    public void requireStartable(ActiveModel model) {
        if (runtime.isManaged() && !RuntimeControl.isUp(runtime)) {
            control.requireStartable(runtime, Optional.of(model));
        }
    }

    @Override
    public void takeDown(Optional<ActiveModel> former, Pace pace, WorkContext operation) {
        operation.step(
                "stop",
                () -> former.filter(model -> isUp())
                        .ifPresent(model -> runtime.driver().unload(model.name(), context(operation))));
    }

    /** Before it was loaded by us, it is no business of ours whether somebody else has it loaded. */
    @Override
    public void takeDownTarget(PendingActivation pending, WorkContext operation) {
        if (pending.phase() == PendingActivation.Phase.STARTING) {
            takeDown(pending.target(), Pace.GRACEFUL, operation);
        }
    }

    @Override
    public void takeDownLeftover(PendingActivation left, WorkContext operation) {
        takeDownTarget(left, operation);
    }

    @Override
    public void bringUp(Optional<ActiveModel> model, WorkContext operation) {
        if (runtime.isManaged() && !RuntimeControl.isUp(runtime)) {
            control.bringUp(runtime, model, operation);
            return;
        }
        if (model.isPresent()) {
            ActiveModel wanted = model.get();
            operation.step("start", () -> runtime.driver().load(served(wanted), context(operation)));
            try {
                verify(wanted, operation);
            } catch (VenomException unproved) {
                if (unproved.code() != ErrorCode.CANCELLED || !operation.isHandedOver()) {
                    takeDownTarget(wanted, unproved);
                }
                throw unproved;
            }
        }
    }

    @Override
    public void verify(ActiveModel model, WorkContext operation) {
        operation.step("verify", () -> runtime.driver().prove(model.name(), context(operation)));
    }

    private void takeDownTarget(ActiveModel model, VenomException unproved) {
        try {
            runtime.driver().unload(model.name(), runtime.context());
        } catch (VenomException notUnloaded) {
            unproved.addSuppressed(notUnloaded);
        }
    }

    private ServedModel served(ActiveModel model) {
        InstalledModel found = installed
                .apply(model.ref())
                .orElseThrow(() -> new VenomException(
                        ErrorCode.NOT_INSTALLED,
                        model.ref() + " is not installed any more.",
                        "Install it with 'install " + model.ref() + "'."));
        return new ServedModel(found, model.path(), model.name());
    }

    private DriverContext context(WorkContext operation) {
        DriverContext own = runtime.context();
        return new DriverContext(
                own.spec(), new CancellableTransport(own.transport(), operation), own.settings(), own.clock());
    }
}
