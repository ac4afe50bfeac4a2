package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.spi.host.ProcessRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is seen of a runtime's processes: the lowest of the three levels. Immutable.
 *
 * @param kind where they stand
 * @param since since when, where that is known
 * @param detail the supervisor's words
 * @param processes those that live, the leader first; zombies are not among them
 * @param cgroup the control group that holds them and nothing else
 * @param restarts how often the supervisor started it unasked
 * @param exitCode how it ended last
 */
record ProcessObservation(
        Kind kind,
        Optional<Instant> since,
        String detail,
        List<ProcessRef> processes,
        Optional<String> cgroup,
        int restarts,
        OptionalInt exitCode) {
    /** Where the processes of a runtime stand. */
    enum Kind {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        FAILED,
        /** Nobody supervises it, and no process of this host holds its port: it may run elsewhere. */
        UNSEEN
    }

    ProcessObservation {
        processes = List.copyOf(processes);
    }

    /** Whether it is worth asking it how it is. */
    boolean mayAnswer() {
        return kind == Kind.RUNNING || kind == Kind.STARTING || kind == Kind.UNSEEN;
    }

    Optional<ProcessRef> leader() {
        return processes.stream().findFirst();
    }
}
