package dev.venom.runtime.supervisor.process.internal.tree;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import java.util.Comparator;
import java.util.Optional;

/**
 * By what the processes of a runtime are known. Immutable.
 *
 * @param leader the process that was started; its session has its number
 * @param mark what was known before
 * @param successor the server, where the process that was started has ended and left it
 */
public record Identity(ProcessRef leader, LaunchMark mark, Optional<ProcessRef> successor) {
    /** The process by whose life the runtime lives. */
    public ProcessRef lead() {
        return successor.orElse(leader);
    }

    /** The leader of a session whose environment carries a mark, where one was started and not written down. */
    public static Optional<Identity> search(LaunchMark mark, ProcessSnapshots snapshots) {
        Snapshot snapshot = snapshots.now();
        return snapshot.entries().stream()
                .filter(entry -> entry.userId() == mark.userId())
                .filter(entry -> entry.session() == entry.ref().pid())
                .filter(entry -> snapshot.hasMarker(entry, mark.marker()))
                .map(ProcessEntry::ref)
                .min(Comparator.comparingLong(ProcessRef::startTicks))
                .map(leader -> new Identity(leader, mark, Optional.empty()));
    }

    /** The same, where the leader itself was gone before anybody saw it: those whom it left carry the mark. */
    public static Optional<Identity> ofThoseLeft(long leaderPid, LaunchMark mark, ProcessSnapshots snapshots) {
        Snapshot snapshot = snapshots.now();
        return snapshot.entries().stream()
                .filter(entry -> entry.userId() == mark.userId())
                .filter(entry -> snapshot.hasMarker(entry, mark.marker()))
                .map(ProcessEntry::ref)
                .min(Comparator.comparingLong(ProcessRef::startTicks))
                .map(first -> new ProcessRef(leaderPid, first.startTicks(), first.bootId()))
                .map(leader -> new Identity(leader, mark, Optional.empty()));
    }
}
