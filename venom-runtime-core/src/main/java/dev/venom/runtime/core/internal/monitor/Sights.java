package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.core.internal.host.ProcessGauge;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at the processes of runtimes, whoever supervises them. Thread-safe. */
final class Sights {
    private final ProcessGauge gauge;
    private final PortHolders holders;

    Sights(HostSenses senses) {
        this.gauge = senses.gauge();
        this.holders = new PortHolders(senses);
    }

    Sight of(MonitoredRuntime runtime) {
        return runtime.observe().map(this::supervised).orElseGet(() -> external(runtime));
    }

    void forget(String runtime) {
        holders.forget(runtime);
    }

    private Sight supervised(Observation seen) {
        List<ProcessRef> alive = seen.processes().stream()
                .filter(process -> gauge.cpuMillis(process).isPresent())
                .toList();
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
        PortHolders.Holding holding = holders.of(runtime.spec());
        return holding.processes().isEmpty()
                ? unsupervised(
                        Sight.Kind.UNSEEN,
                        "nobody here supervises it, and no process that can be seen holds its port",
                        holding)
                : unsupervised(
                        Sight.Kind.RUNNING,
                        "process " + holding.processes().get(0).pid() + " holds its port; somebody else supervises it",
                        holding);
    }

    private static Sight unsupervised(Sight.Kind kind, String detail, PortHolders.Holding holding) {
        return new Sight(kind, Optional.empty(), detail, holding.processes(), holding.cgroup(), 0, OptionalInt.empty());
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
