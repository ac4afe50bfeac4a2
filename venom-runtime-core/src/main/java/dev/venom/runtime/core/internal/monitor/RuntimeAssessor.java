package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.configuration.AlertLimits;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.secret.Redaction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Says how a runtime is, on demand. It remembers earlier looks, so that a state has a beginning and what may pass by
 * itself does not show at once; the first look, and what a look has proved, show at once. Thread-safe.
 */
public final class RuntimeAssessor {
    /** After this time what was seen of the processes is no longer what a slow answer is about. */
    private static final Duration SLOW = Duration.ofMillis(500);

    private final HostProbes probes;
    private final AlertLimits limits;
    private final Clock clock;
    private final ProcessObserver observer;
    private final Footprints footprints = new Footprints();
    private final MemoryPressure pressure;
    private final Map<String, RuntimeHistory> histories = new ConcurrentHashMap<>();

    /**
     * Makes an assessor that knows nothing yet. Reads nothing.
     *
     * @param probes with what the host is looked at
     * @param limits from where on the use of memory is worth an alert
     * @param clock the time
     */
    public RuntimeAssessor(HostProbes probes, AlertLimits limits, Clock clock) {
        this.probes = probes;
        this.limits = limits;
        this.clock = clock;
        this.observer = new ProcessObserver(probes);
        this.pressure = new MemoryPressure(probes, footprints);
    }

    /**
     * Looks at a runtime. Blocks for as long as the runtime takes to answer.
     *
     * @param runtime the runtime
     * @param depth how closely
     * @return how it is
     */
    public RuntimeStatus assess(MonitoredRuntime runtime, ProbeDepth depth) {
        return assess(runtime, depth, true);
    }

    /** Lets it produce a token although nobody asked for one. */
    RuntimeStatus confirm(MonitoredRuntime runtime) {
        return assess(runtime, ProbeDepth.TOKEN, false);
    }

    private RuntimeStatus assess(MonitoredRuntime runtime, ProbeDepth depth, boolean onDemand) {
        RuntimeHistory history = history(runtime.spec().id());
        ProcessObservation observation = observer.of(runtime);
        ProbeResult answers = ProbeResult.NONE;
        if (depth != ProbeDepth.PROCESS && observation.mayAnswer()) {
            long begun = probes.nanos().getAsLong();
            boolean counters = history.wantsCounters(clock.instant());
            ProbeRequest request = new ProbeRequest(
                    depth,
                    onDemand,
                    report -> counters && history.mayAskForCounters(report),
                    history.counted(),
                    work(observation.processes(), begun));
            answers = ProbeResult.of(runtime, request);
            if (probes.nanos().getAsLong() - begun > SLOW.toNanos()) {
                ProcessObservation later = observer.of(runtime);
                answers = later.leader().equals(observation.leader()) ? answers : ProbeResult.NONE;
                observation = later;
            }
        }
        Optional<Duration> uptime = observation.leader().flatMap(probes.bootTime()::age);
        RuntimeHistory.Look look = new RuntimeHistory.Look(runtime, runtime.intent(), observation, uptime, answers);
        return status(runtime, history.conclude(look, clock.instant()));
    }

    /**
     * Forgets what was seen of a runtime.
     *
     * @param runtime its id
     */
    public void forget(String runtime) {
        histories.remove(runtime);
        observer.forget(runtime);
        footprints.note(runtime, Optional.empty());
    }

    /** From now on it is looked at again and again, so that it can be known how long something has lasted. */
    void keepWatching(String runtime) {
        history(runtime).keepWatching();
    }

    /** How closely a runtime is to be looked at as one of many. */
    ProbeDepth depth(MonitoredRuntime runtime) {
        return history(runtime.spec().id()).wantsAnswers(clock.instant()) ? ProbeDepth.HEALTH : ProbeDepth.PROCESS;
    }

    /** Whether nothing that a runtime has shown lately says that it works, although it says that it is well. */
    boolean wantsProof(MonitoredRuntime runtime) {
        return history(runtime.spec().id()).wantsProof(runtime, clock.instant());
    }

    /** An alert as the last look at a runtime has it. */
    Alert alert(String runtime, Alert.Resource resource, Alert.State state) {
        return history(runtime).alert(resource, state);
    }

    /** Whether these processes have taken a good part of a processor since then. */
    private BooleanSupplier work(List<ProcessRef> processes, long begunNanos) {
        long before = processorMillis(processes);
        return () -> ProbeSchedule.isAtWork(
                processorMillis(processes) - before,
                Duration.ofNanos(probes.nanos().getAsLong() - begunNanos));
    }

    private long processorMillis(List<ProcessRef> processes) {
        return processes.stream()
                .map(probes.gauge()::cpuMillis)
                .mapToLong(millis -> millis.orElse(0L))
                .sum();
    }

    private RuntimeHistory history(String runtime) {
        return histories.computeIfAbsent(
                runtime,
                id -> new RuntimeHistory(
                        new RuntimeMeter(probes), new RuntimeAlerts(id, limits), footprints, pressure));
    }

    private static RuntimeStatus status(MonitoredRuntime runtime, RuntimeHistory.Conclusion conclusion) {
        StateTracker.Shown shown = conclusion.shown();
        Evidence evidence = conclusion.evidence();
        List<String> lines = new ArrayList<>(evidence.lines());
        conclusion.measured().gpu().remark().ifPresent(lines::add);
        Redaction redaction =
                Redaction.of(runtime.spec(), runtime.driverContext().settings());
        return new RuntimeStatus(
                runtime.spec().id(),
                runtime.spec().kind(),
                shown.state(),
                shown.since(),
                redaction.in(shown.reason()),
                redaction.in(lines),
                runtime.supervisor(),
                runtime.managed(),
                evidence.intent().activeModel(),
                conclusion.measured().usage(),
                evidence.uptime(),
                Math.max(evidence.intent().restarts(), evidence.observation().restarts()),
                conclusion.alerts());
    }
}
