package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a runtime is asked again, and for what: asking costs, and may keep one awake. Confined to whoever holds its history. */
final class ProbeSchedule {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(6);
    private static final Duration BETWEEN_COUNTERS = Duration.ofSeconds(10);
    /** Of one core: more than answering us takes. */
    private static final double AT_WORK_PERCENT = 20;

    private static final Duration BETWEEN_PROOFS_IN_TROUBLE = Duration.ofSeconds(20);

    private Instant asked = Instant.EPOCH;
    private Instant counted = Instant.EPOCH;
    private Optional<Instant> judged = Optional.empty();
    /** The most since its counters were last read. */
    private double busiestPercent;

    static boolean isAtWork(double processorPercent) {
        return processorPercent >= AT_WORK_PERCENT;
    }

    static boolean isAtWork(long processorMillis, Duration time) {
        return 100.0 * processorMillis >= AT_WORK_PERCENT * time.toMillis();
    }

    /** Another process runs now. */
    void restart() {
        judged = Optional.empty();
    }

    /** It has shown that it works, or that it does not. */
    void judged(Instant now) {
        judged = Optional.of(now);
    }

    void processorSeen(double percent) {
        busiestPercent = Math.max(busiestPercent, percent);
    }

    /** To ask is the dearest part of a look: where nothing is in doubt it can wait. */
    boolean wantsAnswers(boolean calm, Instant now) {
        boolean wanted = !calm || !now.isBefore(asked.plus(BETWEEN_QUESTIONS));
        asked = wanted ? now : asked;
        return wanted;
    }

    /** Counters change slowly and their list is long. */
    boolean wantsCounters(Instant now) {
        boolean wanted = !now.isBefore(counted.plus(BETWEEN_COUNTERS));
        counted = wanted ? now : counted;
        return wanted;
    }

    /**
     * To be asked for its counters keeps one awake that would fall asleep: it is asked only while it works, for then it is
     * awake anyway, or has just been at work.
     */
    boolean mayAskForCounters(HealthReport report, boolean busy) {
        boolean harmless =
                report.rest() == Rest.NEVER || report.rest() == Rest.AWAKE && (busy || isAtWork(busiestPercent));
        busiestPercent = 0;
        return harmless;
    }

    /**
     * Whether it is to show that it works although nobody asks: as often as its description or its driver says, while nothing
     * that it did said so; more often in trouble, to see its end.
     */
    boolean wantsProof(MonitoredRuntime runtime, Optional<HealthReport> health, boolean inTrouble, Instant now) {
        Optional<Duration> interval = interval(runtime, inTrouble);
        if (interval.isEmpty() || !isProvable(runtime, health)) {
            return false;
        }
        Instant since = judged.orElse(now);
        boolean wanted = !now.isBefore(since.plus(interval.get()));
        judged = Optional.of(wanted ? now : since);
        return wanted;
    }

    private static Optional<Duration> interval(MonitoredRuntime runtime, boolean inTrouble) {
        Optional<Duration> described = runtime.spec().probeInterval();
        Optional<Duration> regular = described
                .or(() -> runtime.driver().probeInterval(runtime.spec()))
                .filter(interval -> !interval.isZero());
        return inTrouble && !described.equals(Optional.of(Duration.ZERO))
                ? Optional.of(BETWEEN_PROOFS_IN_TROUBLE)
                : regular;
    }

    /** A server that loads models when asked is left alone: to ask would load what its owner let go. */
    private static boolean isProvable(MonitoredRuntime runtime, Optional<HealthReport> health) {
        Optional<HealthReport> well =
                health.filter(report -> report.health() == HealthReport.Health.HEALTHY && report.rest() != Rest.ASLEEP);
        Optional<String> name = well.flatMap(report -> ProbeResult.name(runtime, report));
        boolean loadsWhatIsAsked = runtime.driver().switching() == Switching.IN_PLACE
                && !well.flatMap(report -> name.filter(report.servedNames()::contains))
                        .isPresent();
        return name.isPresent()
                && !loadsWhatIsAsked
                && runtime.intent().underWay().isEmpty();
    }
}
