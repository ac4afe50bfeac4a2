package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.spi.runtime.HostHardware;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What switches share. Immutable.
 *
 * @param files what is remembered of runtimes
 * @param control brings them up and down
 * @param store what is installed
 * @param providers where models came from
 * @param hardware what the host has
 * @param laneDirectory where leases of lanes lie
 * @param clock the time
 * @param nanoTicker a ticker for waits
 * @param changed is told of each runtime to which something has happened
 */
public record ActivationServices(
        RuntimeFiles files,
        RuntimeControl control,
        ModelStore store,
        Providers providers,
        Supplier<HostHardware> hardware,
        Path laneDirectory,
        Clock clock,
        LongSupplier nanoTicker,
        Consumer<String> changed) {
    Switchover switchover(KnownRuntime runtime) {
        return runtime.driver().switching() == Switching.IN_PLACE
                ? new InPlaceSwitchover(runtime, control, store::find)
                : new RestartSwitchover(runtime, control);
    }

    RuntimeConfiguration configuration(KnownRuntime runtime) {
        return new RuntimeConfiguration(runtime, files);
    }

    ActivationCommit commitment() {
        return new ActivationCommit(files, store, clock, changed);
    }

    Rollback rollback(KnownRuntime runtime) {
        return new Rollback(runtime, this);
    }

    Optional<PendingActivation> pending(KnownRuntime runtime) {
        return files.read(runtime.id()).activation().map(PendingActivation::read);
    }

    /** Writes a switch down, and for all to see what becomes of the runtime meanwhile. */
    void remember(KnownRuntime runtime, PendingActivation pending, OngoingChange.Change change, WorkContext operation) {
        OngoingChange work = new OngoingChange(change, operation.id(), ProcessIdentity.current());
        files.update(
                runtime.id(),
                memory -> memory.withActivation(Optional.of(pending.write()))
                        .withLifecycle(lifecycle -> lifecycle.withUnderWay(Optional.of(work))));
        changed.accept(runtime.id());
    }
}
