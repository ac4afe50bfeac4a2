package dev.venom.runtime.core.internal.runtime.status;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.monitor.MonitoredRuntime;
import dev.venom.runtime.core.internal.monitor.RuntimeIntent;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.util.Optional;

/**
 * A runtime as the monitor sees it. Immutable.
 *
 * @param runtime the runtime
 * @param files what is remembered of it
 */
record ObservedRuntime(KnownRuntime runtime, RuntimeFiles files) implements MonitoredRuntime {
    @Override
    public RuntimeSpec spec() {
        return runtime.spec();
    }

    @Override
    public RuntimeDriver driver() {
        return runtime.driver();
    }

    @Override
    public DriverContext driverContext() {
        return runtime.context();
    }

    @Override
    public String supervisor() {
        return runtime.supervisorId();
    }

    @Override
    public boolean managed() {
        return runtime.isManaged();
    }

    @Override
    public Optional<Observation> observe() {
        return runtime.handle().map(SupervisedRuntime::observe);
    }

    @Override
    public RuntimeIntent intent() {
        RuntimeRecord memory = files.read(runtime.id());
        return new RuntimeIntent(
                memory.active().map(ActiveModel::ref),
                memory.active().map(ActiveModel::name),
                memory.wanted().map(ObservedRuntime::wanted).orElse(RuntimeIntent.Wanted.ANYTHING),
                memory.lifecycle().underWay().filter(OngoingChange::isLive).map(ObservedRuntime::change),
                memory.lifecycle().provedAt(),
                memory.lifecycle().restarts());
    }

    private static RuntimeIntent.Wanted wanted(WantedState state) {
        return switch (state) {
            case UP -> RuntimeIntent.Wanted.UP;
            case DOWN -> RuntimeIntent.Wanted.DOWN;
        };
    }

    private static RuntimeIntent.Change change(OngoingChange work) {
        return switch (work.change()) {
            case STARTING -> RuntimeIntent.Change.STARTING;
            case STOPPING -> RuntimeIntent.Change.STOPPING;
        };
    }
}
