package dev.venom.runtime.supervisor.process.internal.record;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.process.internal.tree.Identity;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is known of a runtime, whichever host found it out. Immutable.
 *
 * @param standing where it stands
 * @param mark what its processes carry, where there may be any
 * @param leader the process that was started; empty until its number is known
 * @param successor the server, where the leader has ended and left it
 * @param escaped processes of it that would not be found by its session
 * @param endsWith the host with which it ends; empty where it outlives its host
 */
public record RuntimeRecord(
        RuntimePhase standing,
        Optional<LaunchMark> mark,
        Optional<ProcessRef> leader,
        Optional<ProcessRef> successor,
        Set<ProcessRef> escaped,
        Optional<ProcessRef> endsWith) {
    /** Copies the set. */
    public RuntimeRecord {
        escaped = Set.copyOf(escaped);
    }

    /** A runtime without processes. */
    public static RuntimeRecord without(RuntimePhase standing) {
        return new RuntimeRecord(
                standing, Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
    }

    /** A runtime that nobody has started. */
    public static RuntimeRecord neverStarted(Instant now) {
        return without(new RuntimePhase(Phase.STOPPED, now, "not started yet", OptionalInt.empty(), Optional.empty()));
    }

    /** By what its processes are known, where there may be any. */
    public Optional<Identity> identity() {
        return leader.flatMap(process -> mark.map(carried -> new Identity(process, carried, successor)));
    }

    /** The same processes, standing elsewhere. */
    public RuntimeRecord standing(RuntimePhase other) {
        return new RuntimeRecord(other, mark, leader, successor, escaped, endsWith);
    }

    /** The same, with a leader whose number is known. */
    public RuntimeRecord led(ProcessRef process) {
        return new RuntimeRecord(standing, mark, Optional.of(process), Optional.empty(), escaped, endsWith);
    }

    /** The same, with other processes that would not be found by its session. */
    public RuntimeRecord escaped(Set<ProcessRef> processes) {
        return new RuntimeRecord(standing, mark, leader, successor, processes, endsWith);
    }

    /** The same, with a server that goes on without the leader. */
    public RuntimeRecord succeeded(ProcessRef server) {
        return new RuntimeRecord(standing, mark, leader, Optional.of(server), escaped, endsWith);
    }
}
