package dev.venom.runtime.core.internal.runtime.supervision;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.monitor.RuntimeMonitor;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeOperations;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeServices;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import dev.venom.runtime.core.internal.runtime.status.RuntimeStatuses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes this process a host of runtimes: it keeps them up and watches how they are. Thread-safe. */
public final class RuntimeHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeHost.class);

    private final RuntimeServices services;
    private final RuntimeOperations operations;
    private final RuntimeStatuses statuses;
    private final RuntimeMonitor monitor;
    private final SupervisionLoop loop;
    private final AtomicBoolean keepsAll = new AtomicBoolean();

    /**
     * Makes a process that is no host yet.
     *
     * @param services what works on runtimes share
     * @param operations starts and stops them
     * @param statuses how they are
     * @param monitor watches them
     * @param loop keeps them up
     */
    public RuntimeHost(
            RuntimeServices services,
            RuntimeOperations operations,
            RuntimeStatuses statuses,
            RuntimeMonitor monitor,
            SupervisionLoop loop) {
        this.services = services;
        this.operations = operations;
        this.statuses = statuses;
        this.monitor = monitor;
        this.loop = loop;
    }

    /** Keeps up every described runtime that a command has started, and watches all there are. */
    public void begin() {
        keepsAll.set(true);
        loop.begin(this::survey);
    }

    /**
     * Starts runtimes, unless a command stopped them, and keeps them up.
     *
     * @param ids the runtimes; none for every described one that can be started from here
     * @return the starts
     * @throws VenomException RUNTIME_NOT_FOUND; PERMISSION_DENIED for an external one that was named
     */
    public Supervised supervise(Collection<String> ids) {
        List<KnownRuntime> chosen = ids.isEmpty()
                ? services.registry().described().stream()
                        .filter(KnownRuntime::isManaged)
                        .toList()
                : ids.stream().distinct().map(services.registry()::require).toList();
        chosen.forEach(runtime -> runtime.requireHandle("start"));
        List<String> names = chosen.stream().map(KnownRuntime::id).toList();
        List<Operation<RuntimeStatus>> starts = new ArrayList<>();
        for (KnownRuntime runtime : chosen) {
            if (isWanted(runtime)) {
                services.lifecycle(runtime, lifecycle -> lifecycle.withCommand(WantedState.UP));
                starts.add(operations.submit(OperationKind.START, runtime.id(), WhenBusy.WAIT));
            } else {
                LOG.info("runtime stays stopped, as a command wanted it runtime={}", runtime.id());
            }
        }
        chosen.forEach(runtime -> monitor.watch(statuses.observed(runtime)));
        loop.begin(this::survey);
        loop.keep(names);
        return new Supervised(names, starts);
    }

    /**
     * Looks closer at a runtime that gave somebody no answer, where it is watched.
     *
     * @param runtime its id
     */
    public void doubt(String runtime) {
        monitor.doubt(runtime);
    }

    /**
     * Leaves runtimes to themselves.
     *
     * @param ids the runtimes
     */
    public void leave(Collection<String> ids) {
        loop.leave(ids);
    }

    /**
     * Stops a runtime because this host ends.
     *
     * @param id the runtime
     * @return the operation
     */
    public Operation<RuntimeStatus> stopWithHost(String id) {
        return operations.stopWithHost(services.registry().require(id));
    }

    @Override
    public void close() {
        monitor.close();
        loop.close();
    }

    private boolean isWanted(KnownRuntime runtime) {
        return !services.files().read(runtime.id()).wanted().equals(Optional.of(WantedState.DOWN));
    }

    /** What was found or described since the last look is watched, and kept up if it can be. */
    private void survey() {
        if (!keepsAll.get()) {
            return;
        }
        try {
            for (KnownRuntime runtime : services.registry().all()) {
                monitor.watch(statuses.observed(runtime));
                if (runtime.isManaged()) {
                    loop.keep(List.of(runtime.id()));
                }
            }
        } catch (VenomException failure) {
            LOG.warn("runtimes can't be watched reason={}", failure.getMessage());
        }
    }

    /**
     * Runtimes that are kept up from now on. Immutable.
     *
     * @param runtimes their ids
     * @param starts the starts with which that begins
     */
    public record Supervised(List<String> runtimes, List<Operation<RuntimeStatus>> starts) {}
}
