package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a runtime at one moment. Immutable.
 *
 * @param spec its description
 * @param switching how it takes another model
 * @param intent what is wanted of it
 * @param observation its processes
 * @param health what it says of itself; empty where it was not asked
 * @param progress whether it works
 * @param uptime how long its leader has run
 * @param proven whether the very process that runs now has served before
 */
record Evidence(
        RuntimeSpec spec,
        Switching switching,
        RuntimeIntent intent,
        ProcessObservation observation,
        Optional<HealthReport> health,
        Progress progress,
        Optional<Duration> uptime,
        boolean proven) {
    /** Whether it may still be on its way up: loading a model takes minutes. */
    boolean mayStillBeStarting() {
        return !proven
                && uptime.filter(time -> time.compareTo(spec.startTimeout()) < 0)
                        .isPresent();
    }

    /** The evidence of each level, for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("process: " + observation.detail());
        health.ifPresent(report -> lines.add("http: " + report.detail()));
        if (progress.kind() != Progress.Kind.UNKNOWN) {
            lines.add("progress: " + progress.detail());
        }
        return List.copyOf(lines);
    }
}
