package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.HealthReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** What is remembered of a runtime from one look to the next. Thread-safe. */
final class RuntimeHistory {
    private final ReentrantLock lock = new ReentrantLock();
    private final StateTracker tracker = new StateTracker();
    private Optional<ProcessRef> leader = Optional.empty();
    private Optional<HealthReport> health = Optional.empty();
    /** Holds until something is produced again: a frozen engine goes on to say that it is well. */
    private Optional<Progress> trouble = Optional.empty();

    private boolean served;

    /** Takes one look into account, and says what is to be shown now. */
    Conclusion conclude(Look look, Instant now) {
        lock.lock();
        try {
            begin(look.sight());
            look.health().ifPresent(report -> health = Optional.of(report));
            look.progress().ifPresent(seen -> trouble = seen.isTrouble() ? Optional.of(seen) : Optional.empty());
            Evidence evidence = evidence(look, now);
            Judgement judgement = StateJudge.judge(evidence);
            StateTracker.Shown shown = tracker.follow(judgement, now);
            served = served || shown.state() == RuntimeState.ONLINE;
            return new Conclusion(shown, evidence);
        } finally {
            lock.unlock();
        }
    }

    /** What was heard of one process says nothing of the next. */
    private void begin(Sight sight) {
        if (!sight.leader().equals(leader)) {
            leader = sight.leader();
            health = Optional.empty();
            trouble = Optional.empty();
            served = false;
        }
    }

    private Evidence evidence(Look look, Instant now) {
        return new Evidence(
                look.runtime().spec(),
                look.runtime().driver().switching(),
                look.intent(),
                look.sight(),
                look.sight().mayAnswer() ? health : Optional.empty(),
                look.progress().or(() -> trouble).orElse(Progress.UNKNOWN),
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

    /**
     * One look at a runtime. Immutable.
     *
     * @param runtime the runtime
     * @param intent what is wanted of it
     * @param sight its processes
     * @param uptime how long its leader has run
     * @param health what it has just said; empty where it was not asked
     * @param progress what it has just shown of its work; empty where that was not looked at
     */
    record Look(
            MonitoredRuntime runtime,
            RuntimeIntent intent,
            Sight sight,
            Optional<Duration> uptime,
            Optional<HealthReport> health,
            Optional<Progress> progress) {}

    /**
     * What is to be shown, and what it rests on. Immutable.
     *
     * @param shown the state
     * @param evidence what was seen
     */
    record Conclusion(StateTracker.Shown shown, Evidence evidence) {}
}
