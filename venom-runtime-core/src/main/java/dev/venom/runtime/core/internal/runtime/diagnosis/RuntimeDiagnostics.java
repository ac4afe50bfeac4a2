package dev.venom.runtime.core.internal.runtime.diagnosis;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.runtime.Diagnosis;
import dev.venom.runtime.api.runtime.Diagnosis.Section;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.gpu.GpuReading;
import dev.venom.runtime.core.internal.log.LogTail;
import dev.venom.runtime.core.internal.runtime.output.RuntimeLogs;
import dev.venom.runtime.core.internal.runtime.registry.HostContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.registry.Supervisors;
import dev.venom.runtime.core.internal.runtime.state.LogPosition;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.secret.Redaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects all that can be found out about a runtime. What can't be found out is said so. Thread-safe. */
public final class RuntimeDiagnostics {
    private static final int LOG_LINES = 40;
    private static final int RUN_LINES = 2_000;
    private static final int OPERATIONS = 10;

    private final HostContext host;
    private final RuntimeLogs logs;
    private final Supplier<List<OperationStatus>> operations;
    private final Supplier<GpuReading> gpus;
    private final PortFindings ports;
    private final ProcessFindings processes;

    /**
     * Makes it.
     *
     * @param host this host
     * @param supervisors know the units of processes
     * @param logs what runtimes write
     * @param operations all operations, newest first
     * @param gpus the GPUs of this host
     */
    public RuntimeDiagnostics(
            HostContext host,
            Supervisors supervisors,
            RuntimeLogs logs,
            Supplier<List<OperationStatus>> operations,
            Supplier<GpuReading> gpus) {
        this.host = host;
        this.logs = logs;
        this.operations = operations;
        this.gpus = gpus;
        this.ports = new PortFindings(host.processes(), supervisors);
        this.processes = new ProcessFindings(host.processes());
    }

    /**
     * Looks at a runtime from all sides.
     *
     * @param runtime the runtime
     * @param status how it is
     * @return the findings, without secrets
     */
    public Diagnosis diagnose(KnownRuntime runtime, RuntimeStatus status) {
        Optional<Observation> seen = runtime.handle().map(SupervisedRuntime::observe);
        PortFindings.Finding port = ports.of(runtime, seen);
        List<ProcessRef> own = seen.map(Observation::processes)
                .filter(known -> !known.isEmpty())
                .orElseGet(() -> port.holder().stream().toList());
        List<String> log = found(() -> logs.tail(runtime, LOG_LINES));
        RuntimeRecord memory = host.files().read(runtime.id());
        String verdict = new RuntimeVerdict(runtime, status, memory, port, lastRun(memory, log)).inWords();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("state", state(status, seen)));
        sections.add(new Section("processes", found(() -> processes.tree(own))));
        sections.add(new Section("port", port.lines()));
        sections.add(new Section("memory", found(() -> processes.memory(own, status.usage()))));
        sections.add(new Section("gpus", found(() -> GpuFindings.lines(gpus.get(), own))));
        sections.add(new Section("model files", found(() -> processes.modelFiles(own))));
        sections.add(new Section(
                "supervisor",
                found(() -> runtime.handle().map(handle -> handle.details()).orElse(List.of()))));
        sections.add(new Section("configuration", RuntimeDescription.of(runtime, host)));
        sections.add(new Section("memory file", RuntimeDescription.of(memory)));
        sections.add(new Section("log", log));
        sections.add(new Section("operations", recent(runtime)));
        Redaction redaction = runtime.redaction();
        return new Diagnosis(
                status,
                redaction.in(verdict),
                sections.stream()
                        .map(section -> new Section(section.name(), redaction.in(section.lines())))
                        .toList());
    }

    /** What an earlier run complained of is no reason for how this one is. */
    private static List<String> lastRun(RuntimeRecord memory, List<String> log) {
        return memory.log()
                .map(place -> found(() -> lines(place)))
                .filter(lines -> !lines.isEmpty())
                .orElse(log);
    }

    private static List<String> lines(LogPosition place) {
        try {
            return LogTail.since(place.file(), place.begin(), RUN_LINES);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static List<String> state(RuntimeStatus status, Optional<Observation> seen) {
        List<String> lines = new ArrayList<>();
        lines.add(status.state().name().toLowerCase(Locale.ROOT) + " since " + status.since() + ": " + status.reason());
        lines.addAll(status.evidence());
        seen.ifPresent(one -> lines.add("supervisor " + status.supervisor() + ": "
                + one.phase().name().toLowerCase(Locale.ROOT) + " since " + one.since() + ", " + one.reason()));
        seen.flatMap(Observation::cgroup).ifPresent(group -> lines.add("control group " + group));
        lines.add("restarts " + status.restarts());
        return lines;
    }

    private List<String> recent(KnownRuntime runtime) {
        return operations.get().stream()
                .filter(status -> status.runtime().equals(Optional.of(runtime.id())))
                .limit(OPERATIONS)
                .map(RuntimeDiagnostics::line)
                .toList();
    }

    private static String line(OperationStatus status) {
        return status.createdAt() + " " + status.kind().name().toLowerCase(Locale.ROOT) + " " + status.id() + ": "
                + status.state().name().toLowerCase(Locale.ROOT)
                + status.failure()
                        .map(why -> ", " + why.code() + ": " + why.message())
                        .orElse("");
    }

    private static List<String> found(Supplier<List<String>> look) {
        try {
            return look.get();
        } catch (VenomException failure) {
            return List.of("can't be found out: " + failure.getMessage());
        }
    }
}
