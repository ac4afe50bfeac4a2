package dev.venom.runtime.core;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.core.internal.activation.ActivationOperations;
import dev.venom.runtime.core.internal.activation.ActivationRecovery;
import dev.venom.runtime.core.internal.activation.ActivationServices;
import dev.venom.runtime.core.internal.activation.HostHardwareProbe;
import dev.venom.runtime.core.internal.activation.RuntimeModelUse;
import dev.venom.runtime.core.internal.event.EventDispatcher;
import dev.venom.runtime.core.internal.gpu.GpuReading;
import dev.venom.runtime.core.internal.gpu.Gpus;
import dev.venom.runtime.core.internal.gpu.VramRelease;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.core.internal.install.AbandonedOperations;
import dev.venom.runtime.core.internal.install.ModelUse;
import dev.venom.runtime.core.internal.log.LogDirectory;
import dev.venom.runtime.core.internal.log.LogRotation;
import dev.venom.runtime.core.internal.monitor.HostProbes;
import dev.venom.runtime.core.internal.monitor.ProbeDepth;
import dev.venom.runtime.core.internal.monitor.RuntimeAssessor;
import dev.venom.runtime.core.internal.monitor.RuntimeMonitor;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.core.internal.runtime.diagnosis.RuntimeDiagnostics;
import dev.venom.runtime.core.internal.runtime.diagnosis.RuntimeExamination;
import dev.venom.runtime.core.internal.runtime.launch.LaunchPlans;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeUnits;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeLanes;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeOperations;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeServices;
import dev.venom.runtime.core.internal.runtime.output.RuntimeLogs;
import dev.venom.runtime.core.internal.runtime.registry.Drivers;
import dev.venom.runtime.core.internal.runtime.registry.HostContext;
import dev.venom.runtime.core.internal.runtime.registry.RuntimeRegistry;
import dev.venom.runtime.core.internal.runtime.registry.Supervisors;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.runtime.status.RuntimeStatuses;
import dev.venom.runtime.core.internal.runtime.supervision.RuntimeHost;
import dev.venom.runtime.core.internal.runtime.supervision.SupervisionLoop;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import dev.venom.runtime.spi.host.ProcessTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a manager that are about runtimes, put together when a runtime is first asked for. Immutable.
 *
 * @param registry the runtimes of this host
 * @param statuses how they are
 * @param operations turns requests into operations
 * @param activations turns requests to switch models into operations
 * @param uses what models are used for
 * @param runtimeHost keeps them up and watches them, once this process is a host
 * @param hosts whether this process is a host
 * @param units the units that would run them
 * @param logs what they wrote
 * @param diagnostician looks at them from all sides
 * @param gpus reads the GPUs of this host
 * @param transporter HTTP to them
 * @param background threads for supervisors
 */
record RuntimeComponents(
        RuntimeRegistry registry,
        RuntimeStatuses statuses,
        RuntimeOperations operations,
        ActivationOperations activations,
        ModelUse uses,
        RuntimeHost runtimeHost,
        AtomicBoolean hosts,
        RuntimeUnits units,
        RuntimeLogs logs,
        RuntimeDiagnostics diagnostician,
        Supplier<GpuReading> gpus,
        Lazy<HttpTransporter> transporter,
        OwnedThreads background)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeComponents.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LOOKS = Duration.ofSeconds(2);
    private static final Duration ENDING = Duration.ofSeconds(5);

    static RuntimeComponents assemble(Components.Configuration from, Shared shared) {
        Lazy<HttpTransporter> transporter = new Lazy<>(() -> HttpTransporter.unpaced(
                TransportOptions.of(from.settings().all()).withConnectTimeout(CONNECT_TIMEOUT)));
        OwnedThreads background = OwnedThreads.unlimited("venom-supervision");
        RuntimeFiles files = shared.files();
        HostContext host = new HostContext(
                from.settings(),
                from.clock(),
                shared.processes(),
                files,
                LogDirectory.of(from.settings()),
                new RuntimeTransport(transporter),
                background);
        RuntimeRegistry registry = new RuntimeRegistry(
                from.runtimes(),
                new Drivers(from.drivers().get()),
                new Supervisors(from.supervisors().get(), host),
                host);
        HostProbes probes = HostProbes.of(shared.processes(), shared.memory(), shared.gpus());
        RuntimeAssessor assessor = new RuntimeAssessor(probes, from.alerts(), from.clock());
        RuntimeMonitor monitor = new RuntimeMonitor(assessor, shared.events()::send, LOOKS, from.clock());
        RuntimeStatuses statuses = new RuntimeStatuses(assessor, files);
        AtomicBoolean hosts = new AtomicBoolean();
        LaunchPlans plans = new LaunchPlans(host, hosts::get);
        RuntimeLanes lanes =
                new RuntimeLanes(shared.queue(), shared.journal(), shared.operationsDirectory(), from.clock());
        RuntimeControl control = new RuntimeControl(
                plans,
                files,
                ref -> shared.store().find(ref),
                new VramRelease(shared.gpus(), probes.attribution()),
                from.clock(),
                System::nanoTime);
        HostHardwareProbe equipment = new HostHardwareProbe(() -> shared.gpus().recent(), shared.memory());
        ActivationServices switches = new ActivationServices(
                files,
                control,
                shared.store(),
                shared.providers(),
                equipment,
                shared.operationsDirectory().resolve("lanes"),
                from.clock(),
                System::nanoTime,
                monitor::touch);
        RuntimeServices services = new RuntimeServices(
                registry,
                files,
                lanes,
                control,
                shared.abandoned(),
                new ActivationRecovery(switches, shared.abandoned()),
                runtime -> statuses.of(runtime, ProbeDepth.HEALTH),
                monitor::touch);
        RuntimeOperations operations = new RuntimeOperations(services, shared.queue());
        LogRotation rotation = new LogRotation(from.logs(), from.clock());
        RuntimeLogs logs = new RuntimeLogs(host, rotation);
        SupervisionLoop duties = new SupervisionLoop(services, operations, rotation, from.clock());
        return new RuntimeComponents(
                registry,
                statuses,
                operations,
                new ActivationOperations(services, switches, shared.queue(), shared.journal()),
                new RuntimeModelUse(registry, lanes, switches),
                new RuntimeHost(services, operations, statuses, monitor, duties),
                hosts,
                new RuntimeUnits(registry, plans),
                logs,
                new RuntimeDiagnostics(
                        host, registry.supervisors(), logs, shared.queue().registry()::statuses, shared.gpus()::read),
                shared.gpus()::read,
                transporter,
                background);
    }

    /** Does again what a journal asks of a runtime. */
    Operation<?> again(OperationRecord record, boolean asNew) {
        return switch (record.status().kind()) {
            case ACTIVATE, DEACTIVATE -> activations.again(record, asNew);
            case START, STOP, RESTART, INSTALL, REMOVE, VERIFY -> operations.again(record, asNew);
        };
    }

    /** Makes this process a host of its runtimes. */
    void host() {
        hosts.set(true);
        runtimeHost.begin();
    }

    /** Keeps up some of them, as a host does. */
    RuntimeHost.Supervised supervise(Collection<String> ids) {
        hosts.set(true);
        return runtimeHost.supervise(ids);
    }

    List<Verdict> examine() {
        return new RuntimeExamination(registry, gpus.get()).examine();
    }

    /** What watches first, then what is watched. */
    @Override
    public void close() {
        runtimeHost.close();
        logs.close();
        registry.close();
        transporter.end().ifPresent(HttpTransporter::close);
        background.interrupt();
        if (!background.end(ENDING)) {
            LOG.warn("a supervisor's background work did not end within {} s", ENDING.toSeconds());
        }
    }

    /**
     * What the runtimes share with the rest of the manager. Immutable.
     *
     * @param queue runs operations
     * @param journal their journals
     * @param operationsDirectory where their locks lie
     * @param abandoned what dead processes left of them
     * @param store what is installed
     * @param files what is remembered of runtimes
     * @param providers where models come from
     * @param processes the processes of this host
     * @param events hands events to listeners
     * @param memory the memory of this host
     * @param gpus its GPUs
     */
    record Shared(
            OperationQueue queue,
            OperationJournal journal,
            Path operationsDirectory,
            AbandonedOperations abandoned,
            ModelStore store,
            RuntimeFiles files,
            Providers providers,
            ProcessTable processes,
            EventDispatcher events,
            HostMemory memory,
            Gpus gpus) {}
}
