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
final class StateRules {
    private static final String SERVES = "it answers";
    private static final String SLEEPS = "it sleeps, as it was told to";

    private StateRules() {}

    static Assessment judge(Evidence evidence) {
        return switch (evidence.observation().kind()) {
            case STOPPING -> stopping(evidence);
            case STOPPED, FAILED -> standingStill(evidence);
            case STARTING, RUNNING -> running(evidence);
            case UNSEEN -> elsewhere(evidence);
        };
    }

    private static Assessment stopping(Evidence evidence) {
        return Assessment.certain(
                RuntimeState.STOPPING,
                "it is being stopped",
                evidence.observation().since());
    }

    private static Assessment standingStill(Evidence evidence) {
        ProcessObservation observation = evidence.observation();
        if (isUnderWay(evidence, Change.STARTING)) {
            return Assessment.certain(RuntimeState.STARTING, "it is being started");
        }
        if (observation.kind() == ProcessObservation.Kind.FAILED) {
            return Assessment.certain(RuntimeState.OFFLINE, "it failed: " + observation.detail(), observation.since());
        }
        if (evidence.intent().wanted() == Wanted.UP && !isUnderWay(evidence, Change.STOPPING)) {
            // An engine that dies may end with status 0 (vllm-project/vllm#48966): whoever asked for it knows better.
            return Assessment.certain(
                    RuntimeState.OFFLINE,
                    "it ended although nobody asked it to: " + observation.detail(),
                    observation.since());
        }
        return Assessment.certain(RuntimeState.OFFLINE, "it is stopped", observation.since());
    }

    private static Assessment running(Evidence evidence) {
        if (isUnderWay(evidence, Change.STOPPING)) {
            return stopping(evidence);
        }
        if (evidence.health().isEmpty()) {
            return new Assessment(
                    RuntimeState.STARTING,
                    "it runs; whether it serves was not asked",
                    Assessment.Weight.NOTHING,
                    evidence.observation().since());
        }
        HealthReport health = evidence.health().get();
        return health.health() == Health.HEALTHY ? serving(evidence, health) : notServing(evidence, health);
    }

    private static Assessment notServing(Evidence evidence, HealthReport health) {
        if (health.health() == Health.REFUSING) {
            return refusing(health);
        }
        boolean starting = isUnderWay(evidence, Change.STARTING)
                || evidence.observation().kind() == ProcessObservation.Kind.STARTING
                || evidence.mayStillBeStarting();
        if (starting) {
            return Assessment.certain(
                    RuntimeState.STARTING,
                    "it runs and does not serve yet",
                    evidence.observation().since());
        }
        String reason = health.health() == Health.UNREACHABLE
                ? "it runs and does not answer"
                : "it answers that it is not well: " + health.detail();
        return Assessment.apparent(RuntimeState.DEGRADED, reason);
    }

    private static Assessment refusing(HealthReport health) {
        return Assessment.certain(RuntimeState.DEGRADED, "it runs and can't be asked like this: " + health.detail());
    }

    private static Assessment serving(Evidence evidence, HealthReport health) {
        if (health.rest() == Rest.ASLEEP && !isUnderWay(evidence, Change.STARTING)) {
            return Assessment.certain(
                    RuntimeState.ONLINE, SLEEPS, evidence.observation().since());
        }
        Progress progress = evidence.progress();
        if (progress.kind() == Progress.Kind.FAILED) {
            return Assessment.certain(
                    RuntimeState.DEGRADED, "it says that it is well and produces nothing: " + progress.detail());
        }
        if (progress.kind() == Progress.Kind.STALLED) {
            return Assessment.certain(RuntimeState.DEGRADED, "it says that it is well and " + progress.detail());
        }
        if (isUnderWay(evidence, Change.STARTING) && progress.kind() != Progress.Kind.PROVED) {
            return Assessment.certain(RuntimeState.STARTING, "it answers and has not proved itself yet");
        }
        return missingModel(evidence, health)
                .map(name -> Assessment.apparent(RuntimeState.DEGRADED, "it answers, but not for the model " + name))
                .orElseGet(() -> progress.kind() == Progress.Kind.PROVED
                        ? Assessment.certain(
                                RuntimeState.ONLINE,
                                serves(evidence, health),
                                evidence.observation().since())
                        : new Assessment(
                                RuntimeState.ONLINE,
                                serves(evidence, health),
                                Assessment.Weight.APPARENT,
                                evidence.observation().since()));
    }

    /** Where nothing on this host can be seen of it, what it says is all there is. */
    private static Assessment elsewhere(Evidence evidence) {
        if (evidence.health().isEmpty()) {
            return new Assessment(
                    RuntimeState.OFFLINE, "it was not asked", Assessment.Weight.NOTHING, Optional.empty());
        }
        HealthReport health = evidence.health().get();
        return switch (health.health()) {
            case HEALTHY -> serving(evidence, health);
            case UNHEALTHY ->
                Assessment.apparent(RuntimeState.DEGRADED, "it answers that it is not well: " + health.detail());
            case REFUSING -> refusing(health);
            case UNREACHABLE ->
                Assessment.apparent(
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
