package dev.venom.runtime.supervisor.process.internal.tree;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The living processes of a host at one moment. Thread-safe.
 *
 * <p>An environment is dear to read and does not change, save that a program may overwrite it: a marker that was
 * once read is handed on from snapshot to snapshot.
 */
final class Snapshot {
    private final ProcessTable processes;
    private final List<ProcessEntry> entries;
    private final Map<ProcessRef, String> markers = new ConcurrentHashMap<>();
    private final long takenNanos;

    private Snapshot(ProcessTable processes) {
        this.processes = processes;
        this.takenNanos = System.nanoTime();
        this.entries =
                processes.processes().stream().filter(ProcessEntry::isAlive).toList();
    }

    static Snapshot of(ProcessTable processes) {
        return new Snapshot(processes);
    }

    static Snapshot of(ProcessTable processes, Snapshot earlier) {
        Snapshot snapshot = new Snapshot(processes);
        for (ProcessEntry entry : snapshot.entries) {
            Optional.ofNullable(earlier.markers.get(entry.ref()))
                    .ifPresent(marker -> snapshot.markers.put(entry.ref(), marker));
        }
        return snapshot;
    }

    List<ProcessEntry> entries() {
        return entries;
    }

    boolean hasMarker(ProcessEntry entry, String marker) {
        return markers.computeIfAbsent(
                        entry.ref(),
                        ref -> processes.variable(ref, LaunchMark.VARIABLE).orElse(""))
                .equals(marker);
    }

    long ageNanos() {
        return System.nanoTime() - takenNanos;
    }
}
