package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import java.util.List;
import java.util.Optional;

/**
 * What a runtime says when it is asked. Immutable.
 *
 * @param health how it is; empty where it was not asked
 * @param activity how busy it is; empty where it was not asked
 * @param proof whether it gave a token; empty where it was not asked for one
 */
record Answers(Optional<HealthReport> health, Optional<Activity> activity, Optional<Progress> proof) {
    static final Answers NONE = new Answers(Optional.empty(), Optional.empty(), Optional.empty());

    /** Asks, and waits for the answers; for a token several times where it does not come. */
    static Answers of(MonitoredRuntime runtime, Depth depth, boolean counters, int tries) {
        HealthReport health = health(runtime);
        if (health.health() != Health.HEALTHY) {
            return new Answers(Optional.of(health), Optional.empty(), Optional.empty());
        }
        Optional<Progress> proof = depth == Depth.TOKEN
                ? name(runtime, health).map(name -> proof(runtime, name, tries))
                : Optional.empty();
        return new Answers(Optional.of(health), counters ? activity(runtime) : Optional.empty(), proof);
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

    private static Progress proof(MonitoredRuntime runtime, String name, int tries) {
        try {
            Verdict proved = runtime.driver().prove(name, runtime.driverContext());
            return new Progress(Progress.Kind.PROVED, proved.detail());
        } catch (VenomException failure) {
            return tries > 1
                    ? proof(runtime, name, tries - 1)
                    : new Progress(Progress.Kind.FAILED, String.valueOf(failure.getMessage()));
        }
    }
}
