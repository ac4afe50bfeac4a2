package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.Observation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at the processes of runtimes, whoever supervises them. Thread-safe. */
final class Sights {
    private final ProcessTable table;
    private final PortHolders holders;

    Sights(ProcessTable table) {
        this.table = table;
        this.holders = new PortHolders(table);
    }

    Sight of(MonitoredRuntime runtime) {
        return runtime.observe().map(this::supervised).orElseGet(() -> external(runtime));
    }

    void forget(String runtime) {
        holders.forget(runtime);
    }

    private Sight supervised(Observation seen) {
        List<ProcessRef> alive =
                seen.processes().stream().filter(table::isAlive).toList();
        Sight.Kind kind = kind(seen.phase());
        boolean dead = kind == Sight.Kind.RUNNING
                && alive.isEmpty()
                && !seen.processes().isEmpty();
        return new Sight(
                dead ? Sight.Kind.FAILED : kind,
                Optional.of(seen.since()),
                dead ? "its process has ended and only its parent has not noticed" : seen.reason(),
                alive,
                seen.cgroup(),
                seen.restarts(),
                seen.exitCode());
    }

    private Sight external(MonitoredRuntime runtime) {
        List<ProcessRef> processes = holders.processesOf(runtime.spec());
        return processes.isEmpty()
                ? new Sight(
                        Sight.Kind.UNSEEN,
                        Optional.empty(),
                        "nobody here supervises it, and no process that can be seen holds its port",
                        List.of(),
                        Optional.empty(),
                        0,
                        OptionalInt.empty())
                : new Sight(
                        Sight.Kind.RUNNING,
                        Optional.empty(),
                        "process " + processes.get(0).pid() + " holds its port; somebody else supervises it",
                        processes,
                        Optional.empty(),
                        0,
                        OptionalInt.empty());
    }

    private static Sight.Kind kind(Observation.Phase phase) {
        return switch (phase) {
            case STARTING -> Sight.Kind.STARTING;
            case RUNNING -> Sight.Kind.RUNNING;
            case STOPPING -> Sight.Kind.STOPPING;
            case STOPPED -> Sight.Kind.STOPPED;
            case FAILED -> Sight.Kind.FAILED;
        };
    }
}
