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
 */
public record Identity(ProcessRef leader, LaunchMark mark) {
    /** The leader of a session whose environment carries a mark, where one was started and not written down. */
    public static Optional<Identity> search(LaunchMark mark, ProcessSnapshots snapshots) {
        Snapshot snapshot = snapshots.now();
        return snapshot.entries().stream()
                .filter(entry -> entry.userId() == mark.userId())
                .filter(entry -> entry.session() == entry.ref().pid())
                .filter(entry -> snapshot.hasMarker(entry, mark.marker()))
                .map(ProcessEntry::ref)
                .min(Comparator.comparingLong(ProcessRef::startTicks))
                .map(leader -> new Identity(leader, mark));
    }
}
