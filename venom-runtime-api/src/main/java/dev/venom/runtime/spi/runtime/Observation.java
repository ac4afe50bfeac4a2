package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.spi.host.ProcessRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a supervisor sees of a runtime: the lowest of the three levels of health. Immutable.
 *
 * @param phase where the process or unit stands
 * @param since since when
 * @param reason the evidence, such as a unit's result or an exit code, for people
 * @param processes every process of the runtime, the leader first; core measures them
 * @param cgroup its control group, where it has one of its own
 * @param restarts how often it was started again without being asked
 * @param exitCode how it ended last; above 128 by a signal
 */
public record Observation(
        Phase phase,
        Instant since,
        String reason,
        List<ProcessRef> processes,
        Optional<String> cgroup,
        int restarts,
        OptionalInt exitCode) {
    /** Where a process or unit stands. */
    public enum Phase {
        /** On its way up. */
        STARTING,
        /** There. */
        RUNNING,
        /** On its way down. */
        STOPPING,
        /** Not there, as asked. */
        STOPPED,
        /** Not there, and nobody asked for that. */
        FAILED
    }

    /** Copies the list. */
    public Observation {
        processes = List.copyOf(processes);
    }
}
