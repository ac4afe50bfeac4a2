package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.core.internal.host.ProcessGauge;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at the processes of runtimes, whoever supervises them. Thread-safe. */
final class ProcessObserver {
    private final ProcessGauge gauge;
    private final PortHolders holders;

    ProcessObserver(HostProbes probes) {
        this.gauge = probes.gauge();
        this.holders = new PortHolders(probes);
    }

    ProcessObservation of(MonitoredRuntime runtime) {
        return runtime.observe().map(this::supervised).orElseGet(() -> external(runtime));
    }

    void forget(String runtime) {
        holders.forget(runtime);
    }

    private ProcessObservation supervised(Observation seen) {
        List<ProcessRef> alive = seen.processes().stream()
                .filter(process -> gauge.cpuMillis(process).isPresent())
                .toList();
        ProcessObservation.Kind kind = kind(seen.phase());
        boolean dead = kind == ProcessObservation.Kind.RUNNING
                && alive.isEmpty()
                && !seen.processes().isEmpty();
        return new ProcessObservation(
                dead ? ProcessObservation.Kind.FAILED : kind,
                Optional.of(seen.since()),
                dead ? "its process has ended and only its parent has not noticed" : seen.reason(),
                alive,
                seen.cgroup(),
                seen.restarts(),
                seen.exitCode());
    }

    private ProcessObservation external(MonitoredRuntime runtime) {
        PortHolders.Holding holding = holders.of(runtime.spec());
        return holding.processes().isEmpty()
                ? unsupervised(
                        ProcessObservation.Kind.UNSEEN,
                        "nobody here supervises it, and no process that can be seen holds its port",
                        holding)
                : unsupervised(
                        ProcessObservation.Kind.RUNNING,
                        "process " + holding.processes().get(0).pid() + " holds its port; somebody else supervises it",
                        holding);
    }

    private static ProcessObservation unsupervised(
            ProcessObservation.Kind kind, String detail, PortHolders.Holding holding) {
        return new ProcessObservation(
                kind, Optional.empty(), detail, holding.processes(), holding.cgroup(), 0, OptionalInt.empty());
    }

    private static ProcessObservation.Kind kind(Observation.Phase phase) {
        return switch (phase) {
            case STARTING -> ProcessObservation.Kind.STARTING;
            case RUNNING -> ProcessObservation.Kind.RUNNING;
            case STOPPING -> ProcessObservation.Kind.STOPPING;
            case STOPPED -> ProcessObservation.Kind.STOPPED;
            case FAILED -> ProcessObservation.Kind.FAILED;
        };
    }
}
