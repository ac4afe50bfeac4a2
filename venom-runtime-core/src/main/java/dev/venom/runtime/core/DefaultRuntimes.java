package dev.venom.runtime.core;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.Diagnosis;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.monitor.ProbeDepth;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.runtime.status.PromptRun;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The runtimes of one manager. Thread-safe. */
final class DefaultRuntimes implements Runtimes {
    private final Lifecycle lifecycle;
    private final Supplier<RuntimeComponents> components;
    private final RuntimeFiles files;

    /**
     * Makes the view.
     *
     * @param lifecycle whether the manager is open
     * @param components made when the first call needs them
     * @param files what is remembered of runtimes, which can be read without them
     */
    DefaultRuntimes(Lifecycle lifecycle, Supplier<RuntimeComponents> components, RuntimeFiles files) {
        this.lifecycle = lifecycle;
        this.components = components;
        this.files = files;
    }

    @Override
    public List<RuntimeStatus> list() {
        return statuses(ProbeDepth.HEALTH);
    }

    @Override
    public RuntimeStatus status(String id) {
        return status(id, ProbeDepth.HEALTH);
    }

    @Override
    public RuntimeSpec spec(String id) {
        return require(id).spec();
    }

    @Override
    public Map<String, ModelRef> activeModels() {
        lifecycle.requireOpen();
        return files.activeModels();
    }

    @Override
    public List<RuntimeStatus> probe() {
        return statuses(ProbeDepth.TOKEN);
    }

    @Override
    public RuntimeStatus probe(String id) {
        return status(id, ProbeDepth.TOKEN);
    }

    @Override
    public Sample sample(String id, String prompt) {
        RuntimeComponents parts = open();
        return new PromptRun(parts.statuses().observed(require(id)), parts.runtimeHost()::doubt).of(prompt);
    }

    @Override
    public Operation<RuntimeStatus> start(String id, WhenBusy busy) {
        return open().operations().submit(OperationKind.START, id, busy);
    }

    @Override
    public Operation<RuntimeStatus> stop(String id, WhenBusy busy) {
        return open().operations().submit(OperationKind.STOP, id, busy);
    }

    @Override
    public Operation<RuntimeStatus> restart(String id, WhenBusy busy) {
        return open().operations().submit(OperationKind.RESTART, id, busy);
    }

    @Override
    public RuntimeSupervision supervise(Collection<String> ids) {
        RuntimeComponents parts = open();
        return new DefaultRuntimeSupervision(parts.supervise(ids), parts.runtimeHost());
    }

    @Override
    public Operation<RuntimeStatus> activate(ActivationRequest request) {
        return open().activations().activate(request);
    }

    @Override
    public Operation<RuntimeStatus> deactivate(String id, WhenBusy busy) {
        return open().activations().deactivate(id, busy);
    }

    @Override
    public List<String> logs(String id, int lines) {
        return open().logs().tail(require(id), lines);
    }

    @Override
    public AutoCloseable followLogs(String id, Consumer<String> receiver) {
        return open().logs().follow(require(id), receiver);
    }

    @Override
    public UnitPlan planUnit(String id) {
        return open().units().show(id);
    }

    @Override
    public UnitPlan installUnit(String id) {
        return open().units().install(id);
    }

    @Override
    public Diagnosis diagnose(String id) {
        RuntimeComponents parts = open();
        KnownRuntime runtime = parts.registry().require(id);
        return parts.diagnostician().diagnose(runtime, parts.statuses().of(runtime, ProbeDepth.HEALTH));
    }

    private List<RuntimeStatus> statuses(ProbeDepth depth) {
        RuntimeComponents parts = open();
        return Parallel.map(parts.registry().all(), runtime -> parts.statuses().of(runtime, depth), parts.background());
    }

    private RuntimeStatus status(String id, ProbeDepth depth) {
        return open().statuses().of(require(id), depth);
    }

    private KnownRuntime require(String id) {
        return open().registry().require(id);
    }

    private RuntimeComponents open() {
        lifecycle.requireOpen();
        return components.get();
    }
}
