package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** What is remembered of a runtime from one look to the next. Thread-safe. */
final class RuntimeHistory {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(6);
    private static final Duration BETWEEN_COUNTERS = Duration.ofSeconds(10);
    /** Of one core: more than answering us takes. */
    private static final double AT_WORK_PERCENT = 20;

    private static final Duration BETWEEN_PROOFS_IN_TROUBLE = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final StateTracker tracker = new StateTracker();
    private final RuntimeMeter meter;
    private final RuntimeAlerts alerts;
    private final Footprints footprints;
    private final Pressure pressure;
    private boolean watched;
    private Optional<ProcessRef> leader = Optional.empty();
    private StallWatch stall = new StallWatch();
    private Optional<HealthReport> health = Optional.empty();
    /** Holds until something is produced again: a frozen engine goes on to say that it is well. */
    private Optional<Progress> trouble = Optional.empty();

    private OptionalDouble cachePercent = OptionalDouble.empty();
    private Instant asked = Instant.EPOCH;
    private Instant counted = Instant.EPOCH;
    private Optional<Instant> judged = Optional.empty();
    private boolean served;
    private double processorPercent;
    /** The most since its counters were last read. */
    private double busiestPercent;

    RuntimeHistory(RuntimeMeter meter, RuntimeAlerts alerts, Footprints footprints, Pressure pressure) {
        this.meter = meter;
        this.alerts = alerts;
        this.footprints = footprints;
        this.pressure = pressure;
    }

    /** Takes one look into account, and says what is to be shown now. */
    Conclusion conclude(Look look, Instant now) {
        lock.lock();
        try {
            begin(look.sight());
            look.answers().health().ifPresent(report -> health = Optional.of(report));
            Optional<Progress> progress = progress(look.answers(), now);
            Evidence evidence = evidence(look, progress, now);
            StateTracker.Shown shown = tracker.follow(judge(evidence, look.answers()), now);
            served = served || shown.state() == RuntimeState.ONLINE;
            RuntimeMeter.Measured measured = meter.measure(
                    look.sight(), footprints.isAlone(look.runtime().spec().id()));
            processorPercent = measured.usage().cpuPercent().orElse(0);
            busiestPercent = Math.max(busiestPercent, processorPercent);
            return new Conclusion(shown, evidence, measured, alerts(look, measured, now));
        } finally {
            lock.unlock();
        }
    }

    /** One answer counts once, however often it is looked at. */
    private static Judgement judge(Evidence evidence, Answers answers) {
        Judgement judgement = StateJudge.judge(evidence);
        boolean stale = answers.health().isEmpty() && judgement.weight() == Judgement.Weight.APPARENT;
        return stale
                ? new Judgement(judgement.state(), judgement.reason(), Judgement.Weight.NOTHING, judgement.since())
                : judgement;
    }

    /** To ask is the dearest part of a look: where nothing is in doubt it can wait. */
    boolean wantsAnswers(Instant now) {
        lock.lock();
        try {
            boolean calm = !tracker.isInDoubt()
                    && tracker.shown()
                            .map(StateTracker.Shown::state)
                            .filter(state -> state == RuntimeState.ONLINE || state == RuntimeState.OFFLINE)
                            .isPresent();
            boolean wanted = !calm || !now.isBefore(asked.plus(BETWEEN_QUESTIONS));
            asked = wanted ? now : asked;
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    void keepWatching() {
        lock.lock();
        watched = true;
        lock.unlock();
    }

    /** Counters change slowly and their list is long. */
    boolean wantsCounters(Instant now) {
        lock.lock();
        try {
            boolean wanted = !now.isBefore(counted.plus(BETWEEN_COUNTERS));
            counted = wanted ? now : counted;
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    /**
     * To be asked for its counters keeps one awake that would fall asleep: it is asked only while it works, for then it is
     * awake anyway, or has just been at work.
     */
    boolean mayAskForCounters(HealthReport report) {
        lock.lock();
        try {
            boolean harmless = report.rest() == Rest.NEVER
                    || report.rest() == Rest.AWAKE && (stall.isBusy() || busiestPercent >= AT_WORK_PERCENT);
            busiestPercent = 0;
            return harmless;
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

    static boolean isAtWork(long processorMillis, Duration time) {
        return 100.0 * processorMillis >= AT_WORK_PERCENT * time.toMillis();
    }

    /**
     * Whether it is to show that it works although nobody asks: as often as its description or its driver says, while nothing
     * that it did said so; more often in trouble, to see its end.
     */
    boolean wantsProof(MonitoredRuntime runtime, Instant now) {
        lock.lock();
        try {
            Optional<Duration> interval = interval(runtime);
            if (interval.isEmpty() || !isProvable(runtime)) {
                return false;
            }
            Instant since = judged.orElse(now);
            boolean wanted = !now.isBefore(since.plus(interval.get()));
            judged = Optional.of(wanted ? now : since);
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Duration> interval(MonitoredRuntime runtime) {
        Optional<Duration> described = runtime.spec().probeInterval();
        Optional<Duration> regular = described
                .or(() -> runtime.driver().probeInterval(runtime.spec()))
                .filter(interval -> !interval.isZero());
        return trouble.isPresent() && !described.equals(Optional.of(Duration.ZERO))
                ? Optional.of(BETWEEN_PROOFS_IN_TROUBLE)
                : regular;
    }

    /** A server that loads models when asked is left alone: to ask would load what its owner let go. */
    private boolean isProvable(MonitoredRuntime runtime) {
        Optional<HealthReport> well =
                health.filter(report -> report.health() == HealthReport.Health.HEALTHY && report.rest() != Rest.ASLEEP);
        Optional<String> name = well.flatMap(report -> Answers.name(runtime, report));
        boolean loadsWhatIsAsked = runtime.driver().switching() == Switching.IN_PLACE
                && !well.flatMap(report -> name.filter(report.servedNames()::contains))
                        .isPresent();
        return name.isPresent()
                && !loadsWhatIsAsked
                && runtime.intent().underWay().isEmpty();
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
    private void begin(Sight sight) {
        if (!sight.leader().equals(leader)) {
            leader = sight.leader();
            stall = new StallWatch();
            health = Optional.empty();
            trouble = Optional.empty();
            cachePercent = OptionalDouble.empty();
            judged = Optional.empty();
            served = false;
        }
    }

    private Optional<Progress> progress(Answers answers, Instant now) {
        answers.activity().map(Activity::cachePercent).ifPresent(percent -> cachePercent = percent);
        if (answers.health().filter(report -> report.rest() == Rest.ASLEEP).isPresent()) {
            stall = new StallWatch();
            trouble = Optional.empty();
        }
        Optional<Progress> seen =
                answers.activity().flatMap(activity -> stall.see(activity, processorPercent >= AT_WORK_PERCENT, now));
        Optional<Progress> progress = answers.proof().or(() -> seen);
        progress.ifPresent(shown -> judged = Optional.of(now));
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
                look.sight(),
                look.sight().mayAnswer() ? health : Optional.empty(),
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
        boolean runs = look.sight().kind() == Sight.Kind.RUNNING || look.sight().kind() == Sight.Kind.STARTING;
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
        Pressure.Percents percents = runs
                ? pressure.of(runtime, look.sight(), measured, cachePercent, alerts.isRamRaised())
                : Pressure.Percents.NONE;
        return alerts.follow(percents, now, watched);
    }

    /**
     * One look at a runtime. Immutable.
     *
     * @param runtime the runtime
     * @param intent what is wanted of it
     * @param sight its processes
     * @param uptime how long its leader has run
     * @param answers what it has just said
     */
    record Look(
            MonitoredRuntime runtime, RuntimeIntent intent, Sight sight, Optional<Duration> uptime, Answers answers) {}

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
