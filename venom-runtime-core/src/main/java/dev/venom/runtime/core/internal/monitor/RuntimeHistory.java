package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** What is remembered of a runtime from one look to the next. Thread-safe. */
final class RuntimeHistory {
    private final ReentrantLock lock = new ReentrantLock();
    private final StateTracker tracker = new StateTracker();
    private final ProbeSchedule schedule = new ProbeSchedule();
    private final RuntimeMeter meter;
    private final RuntimeAlerts alerts;
    private final Footprints footprints;
    private final MemoryPressure pressure;
    private boolean watched;
    private Optional<ProcessRef> leader = Optional.empty();
    private StallWatch stall = new StallWatch();
    private Optional<HealthReport> health = Optional.empty();
    /** Holds until something is produced again: a frozen engine goes on to say that it is well. */
    private Optional<Progress> trouble = Optional.empty();

    private OptionalDouble cachePercent = OptionalDouble.empty();
    private boolean served;
    private double processorPercent;

    RuntimeHistory(RuntimeMeter meter, RuntimeAlerts alerts, Footprints footprints, MemoryPressure pressure) {
        this.meter = meter;
        this.alerts = alerts;
        this.footprints = footprints;
        this.pressure = pressure;
    }

    /** Takes one look into account, and says what is to be shown now. */
    Conclusion conclude(Look look, Instant now) {
        lock.lock();
        try {
            begin(look.observation());
            look.answers().health().ifPresent(report -> health = Optional.of(report));
            Optional<Progress> progress = progress(look.answers(), now);
            Evidence evidence = evidence(look, progress, now);
            StateTracker.Shown shown = tracker.follow(judge(evidence, look.answers()), now);
            served = served || shown.state() == RuntimeState.ONLINE;
            RuntimeMeter.Measured measured = meter.measure(
                    look.observation(), footprints.isAlone(look.runtime().spec().id()));
            processorPercent = measured.usage().cpuPercent().orElse(0);
            schedule.processorSeen(processorPercent);
            return new Conclusion(shown, evidence, measured, alerts(look, measured, now));
        } finally {
            lock.unlock();
        }
    }

    /** One answer counts once, however often it is looked at. */
    private static Assessment judge(Evidence evidence, ProbeResult answers) {
        Assessment assessment = StateRules.judge(evidence);
        boolean stale = answers.health().isEmpty() && assessment.weight() == Assessment.Weight.APPARENT;
        return stale
                ? new Assessment(assessment.state(), assessment.reason(), Assessment.Weight.NOTHING, assessment.since())
                : assessment;
    }

    boolean wantsAnswers(Instant now) {
        lock.lock();
        try {
            boolean calm = !tracker.isInDoubt()
                    && tracker.shown()
                            .map(StateTracker.Shown::state)
                            .filter(state -> state == RuntimeState.ONLINE || state == RuntimeState.OFFLINE)
                            .isPresent();
            return schedule.wantsAnswers(calm, now);
        } finally {
            lock.unlock();
        }
    }

    void keepWatching() {
        lock.lock();
        watched = true;
        lock.unlock();
    }

    boolean wantsCounters(Instant now) {
        lock.lock();
        try {
            return schedule.wantsCounters(now);
        } finally {
            lock.unlock();
        }
    }

    boolean mayAskForCounters(HealthReport report) {
        lock.lock();
        try {
            return schedule.mayAskForCounters(report, stall.isBusy());
        } finally {
            lock.unlock();
        }
    }

    OptionalLong counted() {
        lock.lock();
        try {
            return stall.counter();
        } finally {
            lock.unlock();
        }
    }

    boolean wantsProof(MonitoredRuntime runtime, Instant now) {
        lock.lock();
        try {
            return schedule.wantsProof(runtime, health, trouble.isPresent(), now);
        } finally {
            lock.unlock();
        }
    }

    Alert alert(Alert.Resource resource, Alert.State state) {
        lock.lock();
        try {
            return alerts.alert(resource, state);
        } finally {
            lock.unlock();
        }
    }

    /** What was heard of one process says nothing of the next. */
    private void begin(ProcessObservation observation) {
        if (!observation.leader().equals(leader)) {
            leader = observation.leader();
            stall = new StallWatch();
            health = Optional.empty();
            trouble = Optional.empty();
            cachePercent = OptionalDouble.empty();
            schedule.restart();
            served = false;
        }
    }

    private Optional<Progress> progress(ProbeResult answers, Instant now) {
        answers.activity().map(Activity::cachePercent).ifPresent(percent -> cachePercent = percent);
        if (answers.health().filter(report -> report.rest() == Rest.ASLEEP).isPresent()) {
            stall = new StallWatch();
            trouble = Optional.empty();
        }
        Optional<Progress> seen = answers.activity()
                .flatMap(activity -> stall.see(activity, ProbeSchedule.isAtWork(processorPercent), now));
        Optional<Progress> progress = answers.proof().or(() -> seen);
        progress.ifPresent(shown -> schedule.judged(now));
        if (progress.filter(shown -> shown.kind() != Progress.Kind.UNDECIDED).isPresent()) {
            trouble = progress.filter(Progress::isTrouble);
        }
        return trouble.or(() -> progress);
    }

    private Evidence evidence(Look look, Optional<Progress> progress, Instant now) {
        return new Evidence(
                look.runtime().spec(),
                look.runtime().driver().switching(),
                look.intent(),
                look.observation(),
                look.observation().mayAnswer() ? health : Optional.empty(),
                progress.orElse(Progress.UNKNOWN),
                look.uptime(),
                served || provedByAnOperation(look, now));
    }

    private static boolean provedByAnOperation(Look look, Instant now) {
        Optional<Duration> uptime = look.uptime();
        return uptime.isPresent()
                && look.intent()
                        .provedAt()
                        .filter(at -> at.isAfter(now.minus(uptime.get())))
                        .isPresent();
    }

    private List<Alert> alerts(Look look, RuntimeMeter.Measured measured, Instant now) {
        String runtime = look.runtime().spec().id();
        boolean runs = look.observation().kind() == ProcessObservation.Kind.RUNNING
                || look.observation().kind() == ProcessObservation.Kind.STARTING;
        footprints.note(
                runtime,
                runs
                        ? Optional.of(new Footprints.Footprint(
                                measured.usage().memoryBytes(),
                                measured.gpu(),
                                look.runtime()
                                        .driver()
                                        .reservedGpuShare(look.runtime().spec())))
                        : Optional.empty());
        MemoryPressure.Percents percents = runs
                ? pressure.of(runtime, look.observation(), measured, cachePercent, alerts.isRamRaised())
                : MemoryPressure.Percents.NONE;
        return alerts.follow(percents, now, watched);
    }

    /**
     * One look at a runtime. Immutable.
     *
     * @param runtime the runtime
     * @param intent what is wanted of it
     * @param observation its processes
     * @param uptime how long its leader has run
     * @param answers what it has just said
     */
    record Look(
            MonitoredRuntime runtime,
            RuntimeIntent intent,
            ProcessObservation observation,
            Optional<Duration> uptime,
            ProbeResult answers) {}

    /**
     * What is to be shown, and what it rests on. Immutable.
     *
     * @param shown the state
     * @param evidence what was seen
     * @param measured what the runtime takes
     * @param alerts which limits it has passed
     */
    record Conclusion(
            StateTracker.Shown shown, Evidence evidence, RuntimeMeter.Measured measured, List<Alert> alerts) {}
}
