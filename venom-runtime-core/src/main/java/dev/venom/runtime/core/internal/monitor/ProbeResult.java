package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import java.util.List;
import java.util.Optional;

/**
 * What a runtime says when it is asked. Immutable.
 *
 * @param health how it is; empty where it was not asked
 * @param activity how busy it is; empty where it was not asked
 * @param proof whether it gave a token; empty where it was not asked for one
 */
record ProbeResult(Optional<HealthReport> health, Optional<Activity> activity, Optional<Progress> proof) {
    /** One that fails to come may be bad luck. */
    private static final int UNASKED_TRIES = 2;

    static final ProbeResult NONE = new ProbeResult(Optional.empty(), Optional.empty(), Optional.empty());

    /** Asks, and waits for the answers; for a token nobody asked for several times where it does not come. */
    static ProbeResult of(MonitoredRuntime runtime, ProbeRequest request) {
        HealthReport health = health(runtime);
        if (health.health() != Health.HEALTHY) {
            return new ProbeResult(Optional.of(health), Optional.empty(), Optional.empty());
        }
        Optional<String> name = request.depth() == ProbeDepth.TOKEN ? name(runtime, health) : Optional.empty();
        return name.map(model -> proof(runtime, model, health, request))
                .orElseGet(() -> new ProbeResult(
                        Optional.of(health),
                        request.counters().test(health) ? activity(runtime) : Optional.empty(),
                        Optional.empty()));
    }

    /** What sleeps, or is needed by others, is not asked for a token. */
    private static ProbeResult proof(
            MonitoredRuntime runtime, String model, HealthReport health, ProbeRequest request) {
        if (health.rest() == Rest.ASLEEP) {
            Progress asleep =
                    new Progress(Progress.Kind.UNDECIDED, "it was not asked for a token, for that would wake it");
            return new ProbeResult(Optional.of(health), Optional.empty(), Optional.of(asleep));
        }
        TokenProbe probe = new TokenProbe(runtime, model, request.processorWorks());
        Activity before = probe.activity();
        if (request.onDemand()) {
            Progress shown = probe.onDemand(before);
            return new ProbeResult(Optional.of(health), Optional.of(probe.activity()), Optional.of(shown));
        }
        if (before.isBusy() || TokenProbe.hasMoved(request.counted(), before.workCounter())) {
            return new ProbeResult(Optional.of(health), Optional.of(before), Optional.empty());
        }
        Progress shown = probe.asked(before, UNASKED_TRIES);
        return new ProbeResult(Optional.of(health), Optional.of(probe.activity()), Optional.of(shown));
    }

    /** The name of the model that it has to answer for. What nobody made active is anybody's to load and unload. */
    static Optional<String> name(MonitoredRuntime runtime, HealthReport health) {
        return switch (runtime.driver().switching()) {
            case BY_RESTART ->
                runtime.intent()
                        .servedName()
                        .or(() -> health.servedNames().stream().findFirst());
            case IN_PLACE -> runtime.intent().servedName();
        };
    }

    private static HealthReport health(MonitoredRuntime runtime) {
        try {
            return runtime.driver().health(runtime.driverContext());
        } catch (VenomException failure) {
            return new HealthReport(
                    Health.UNREACHABLE, String.valueOf(failure.getMessage()), List.of(), Optional.empty());
        }
    }

    private static Optional<Activity> activity(MonitoredRuntime runtime) {
        try {
            return Optional.of(runtime.driver().activity(runtime.driverContext()));
        } catch (VenomException untold) {
            return Optional.empty();
        }
    }
}
