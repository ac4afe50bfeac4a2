package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.core.internal.monitor.RuntimeIntent.Change;
import dev.venom.runtime.core.internal.monitor.RuntimeIntent.Wanted;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.util.Optional;

/**
 * Judges one look at a runtime, level by level: what the processes decide, nothing above them can change. Pure.
 */
final class StateJudge {
    private static final String SERVES = "it answers";
    private static final String SLEEPS = "it sleeps, as it was told to";

    private StateJudge() {}

    static Judgement judge(Evidence evidence) {
        return switch (evidence.sight().kind()) {
            case STOPPING -> stopping(evidence);
            case STOPPED, FAILED -> standingStill(evidence);
            case STARTING, RUNNING -> running(evidence);
            case UNSEEN -> elsewhere(evidence);
        };
    }

    private static Judgement stopping(Evidence evidence) {
        return Judgement.certain(
                RuntimeState.STOPPING, "it is being stopped", evidence.sight().since());
    }

    private static Judgement standingStill(Evidence evidence) {
        Sight sight = evidence.sight();
        if (isUnderWay(evidence, Change.STARTING)) {
            return Judgement.certain(RuntimeState.STARTING, "it is being started");
        }
        if (sight.kind() == Sight.Kind.FAILED) {
            return Judgement.certain(RuntimeState.OFFLINE, "it failed: " + sight.detail(), sight.since());
        }
        if (evidence.intent().wanted() == Wanted.UP && !isUnderWay(evidence, Change.STOPPING)) {
            // An engine that dies may end with status 0 (vllm-project/vllm#48966): whoever asked for it knows better.
            return Judgement.certain(
                    RuntimeState.OFFLINE, "it ended although nobody asked it to: " + sight.detail(), sight.since());
        }
        return Judgement.certain(RuntimeState.OFFLINE, "it is stopped", sight.since());
    }

    private static Judgement running(Evidence evidence) {
        if (isUnderWay(evidence, Change.STOPPING)) {
            return stopping(evidence);
        }
        if (evidence.health().isEmpty()) {
            return new Judgement(
                    RuntimeState.STARTING,
                    "it runs; whether it serves was not asked",
                    Judgement.Weight.NOTHING,
                    evidence.sight().since());
        }
        HealthReport health = evidence.health().get();
        return health.health() == Health.HEALTHY ? serving(evidence, health) : notServing(evidence, health);
    }

    private static Judgement notServing(Evidence evidence, HealthReport health) {
        if (health.health() == Health.REFUSING) {
            return refusing(health);
        }
        boolean starting = isUnderWay(evidence, Change.STARTING)
                || evidence.sight().kind() == Sight.Kind.STARTING
                || evidence.mayStillBeStarting();
        if (starting) {
            return Judgement.certain(
                    RuntimeState.STARTING,
                    "it runs and does not serve yet",
                    evidence.sight().since());
        }
        String reason = health.health() == Health.UNREACHABLE
                ? "it runs and does not answer"
                : "it answers that it is not well: " + health.detail();
        return Judgement.apparent(RuntimeState.DEGRADED, reason);
    }

    private static Judgement refusing(HealthReport health) {
        return Judgement.certain(RuntimeState.DEGRADED, "it runs and can't be asked like this: " + health.detail());
    }

    private static Judgement serving(Evidence evidence, HealthReport health) {
        if (health.rest() == Rest.ASLEEP && !isUnderWay(evidence, Change.STARTING)) {
            return Judgement.certain(
                    RuntimeState.ONLINE, SLEEPS, evidence.sight().since());
        }
        Progress progress = evidence.progress();
        if (progress.kind() == Progress.Kind.FAILED) {
            return Judgement.certain(
                    RuntimeState.DEGRADED, "it says that it is well and produces nothing: " + progress.detail());
        }
        if (progress.kind() == Progress.Kind.STALLED) {
            return Judgement.certain(RuntimeState.DEGRADED, "it says that it is well and " + progress.detail());
        }
        if (isUnderWay(evidence, Change.STARTING) && progress.kind() != Progress.Kind.PROVED) {
            return Judgement.certain(RuntimeState.STARTING, "it answers and has not proved itself yet");
        }
        return missingModel(evidence, health)
                .map(name -> Judgement.apparent(RuntimeState.DEGRADED, "it answers, but not for the model " + name))
                .orElseGet(() -> progress.kind() == Progress.Kind.PROVED
                        ? Judgement.certain(
                                RuntimeState.ONLINE,
                                serves(evidence, health),
                                evidence.sight().since())
                        : new Judgement(
                                RuntimeState.ONLINE,
                                serves(evidence, health),
                                Judgement.Weight.APPARENT,
                                evidence.sight().since()));
    }

    /** Where nothing on this host can be seen of it, what it says is all there is. */
    private static Judgement elsewhere(Evidence evidence) {
        if (evidence.health().isEmpty()) {
            return new Judgement(RuntimeState.OFFLINE, "it was not asked", Judgement.Weight.NOTHING, Optional.empty());
        }
        HealthReport health = evidence.health().get();
        return switch (health.health()) {
            case HEALTHY -> serving(evidence, health);
            case UNHEALTHY ->
                Judgement.apparent(RuntimeState.DEGRADED, "it answers that it is not well: " + health.detail());
            case REFUSING -> refusing(health);
            case UNREACHABLE ->
                Judgement.apparent(
                        RuntimeState.OFFLINE,
                        "nothing answers at " + evidence.spec().baseUri());
        };
    }

    /** A server that loads models when they are asked for lets go of those that nobody asks for. */
    private static String serves(Evidence evidence, HealthReport health) {
        return evidence.intent()
                .servedName()
                .filter(name -> evidence.switching() == Switching.IN_PLACE
                        && !health.servedNames().contains(name))
                .map(name -> SERVES + "; the model " + name + " is loaded when it is asked for")
                .orElse(SERVES);
    }

    /** A server that loads models when they are asked for need not have the active one in memory now. */
    private static Optional<String> missingModel(Evidence evidence, HealthReport health) {
        if (evidence.switching() == Switching.IN_PLACE || health.servedNames().isEmpty()) {
            return Optional.empty();
        }
        return evidence.intent()
                .servedName()
                .filter(name -> !health.servedNames().contains(name));
    }

    private static boolean isUnderWay(Evidence evidence, Change change) {
        return evidence.intent().underWay().filter(change::equals).isPresent();
    }
}
