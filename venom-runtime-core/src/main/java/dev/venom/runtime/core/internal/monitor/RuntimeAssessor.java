package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.ResourceUsage;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.host.BootTime;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.HealthReport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says how a runtime is, on demand. It remembers earlier looks, so that a state has a beginning and what may pass by
 * itself does not show at once; the first look, and what a look has proved, show at once. Thread-safe.
 */
public final class RuntimeAssessor {
    private final Sights sights;
    private final BootTime bootTime;
    private final Clock clock;
    private final Map<String, RuntimeHistory> histories = new ConcurrentHashMap<>();

    /**
     * Makes an assessor that knows nothing yet. Reads nothing.
     *
     * @param table the processes of this host
     * @param clock the time
     */
    public RuntimeAssessor(ProcessTable table, Clock clock) {
        this.sights = new Sights(table);
        this.bootTime = new BootTime();
        this.clock = clock;
    }

    /**
     * Looks at a runtime. Blocks for as long as the runtime takes to answer.
     *
     * @param runtime the runtime
     * @param depth how closely
     * @return how it is
     */
    public RuntimeStatus assess(MonitoredRuntime runtime, Depth depth) {
        RuntimeIntent intent = runtime.intent();
        Sight sight = sights.of(runtime);
        Optional<Duration> uptime = sight.leader().flatMap(bootTime::age);
        boolean asking = depth != Depth.PROCESS && sight.mayAnswer();
        Optional<HealthReport> health = asking ? Optional.of(ask(runtime)) : Optional.empty();
        Optional<Progress> progress = health.filter(
                        report -> depth == Depth.TOKEN && report.health() == HealthReport.Health.HEALTHY)
                .flatMap(report -> prove(runtime, intent, report));
        RuntimeHistory history = histories.computeIfAbsent(runtime.spec().id(), id -> new RuntimeHistory());
        RuntimeHistory.Conclusion conclusion = history.conclude(
                new RuntimeHistory.Look(runtime, intent, sight, uptime, health, progress), clock.instant());
        return status(runtime, conclusion);
    }

    /**
     * Forgets what was seen of a runtime.
     *
     * @param runtime its id
     */
    public void forget(String runtime) {
        histories.remove(runtime);
        sights.forget(runtime);
    }

    private static HealthReport ask(MonitoredRuntime runtime) {
        try {
            return runtime.driver().health(runtime.driverContext());
        } catch (VenomException failure) {
            return new HealthReport(
                    HealthReport.Health.UNREACHABLE, String.valueOf(failure.getMessage()), List.of(), Optional.empty());
        }
    }

    private static Optional<Progress> prove(MonitoredRuntime runtime, RuntimeIntent intent, HealthReport report) {
        Optional<String> name = intent.servedName()
                .or(() -> report.servedNames().stream().limit(1).findFirst());
        return name.map(model -> {
            try {
                runtime.driver().prove(model, runtime.driverContext());
                return new Progress(Progress.Kind.PROVED, "the model " + model + " produced a token");
            } catch (VenomException failure) {
                return new Progress(Progress.Kind.FAILED, String.valueOf(failure.getMessage()));
            }
        });
    }

    private static RuntimeStatus status(MonitoredRuntime runtime, RuntimeHistory.Conclusion conclusion) {
        StateTracker.Shown shown = conclusion.shown();
        Evidence evidence = conclusion.evidence();
        return new RuntimeStatus(
                runtime.spec().id(),
                runtime.spec().kind(),
                shown.state(),
                shown.since(),
                shown.reason(),
                evidence.lines(),
                runtime.supervisor(),
                runtime.managed(),
                evidence.intent().activeModel(),
                ResourceUsage.UNKNOWN,
                evidence.uptime(),
                Math.max(evidence.intent().restarts(), evidence.sight().restarts()),
                List.of());
    }
}
