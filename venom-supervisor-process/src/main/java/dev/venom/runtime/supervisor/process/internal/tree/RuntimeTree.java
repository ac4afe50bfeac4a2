package dev.venom.runtime.supervisor.process.internal.tree;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of one started runtime: its leader, the leader's session and control group, whatever descends from
 * those, whatever carries its title prefix or marker, and whatever was seen to belong to it before. Zombies do
 * not count. Thread-safe.
 */
public final class RuntimeTree {
    private final Identity identity;
    private final ProcessSnapshots snapshots;
    private final Set<ProcessRef> seen = new HashSet<>();
    private Optional<Membership> latest = Optional.empty();

    /** Who belonged to it in a snapshot. */
    private record Membership(Snapshot snapshot, List<ProcessEntry> members, Optional<String> ownGroup) {}

    /**
     * Knows what was seen before.
     *
     * @param identity by what its processes are known
     * @param seen processes that were seen to belong to it by an earlier host
     * @param snapshots where processes are looked for
     */
    public RuntimeTree(Identity identity, Collection<ProcessRef> seen, ProcessSnapshots snapshots) {
        this.identity = identity;
        this.snapshots = snapshots;
        this.seen.addAll(seen);
    }

    /** By what its processes are known. */
    public Identity identity() {
        return identity;
    }

    /** Whether the process by whose life it lives still runs; a look at one process. */
    public boolean hasLead() {
        return processes().isAlive(identity.lead());
    }

    /** Counts a process in that cannot be known by itself, with its descendants: a container's, which an engine started. */
    public synchronized void adopt(ProcessRef process) {
        if (seen.add(process)) {
            latest = Optional.empty();
        }
    }

    /** Its processes as they were up to two seconds ago, the leader first. */
    public List<ProcessEntry> recent() {
        List<ProcessEntry> members = membersIn(snapshots.recent());
        boolean listed = !members.isEmpty() && isLead(members.get(0));
        return listed || !hasLead() ? members : now();
    }

    /** Its processes now, the leader first. */
    public List<ProcessEntry> now() {
        return membersIn(snapshots.now());
    }

    /** Of the processes that were seen last, those that left the leader's session. */
    public synchronized Set<ProcessRef> escaped() {
        return latest.map(membership -> membership.members().stream()
                        .filter(entry -> entry.session() != identity.leader().pid())
                        .map(ProcessEntry::ref)
                        .collect(Collectors.toUnmodifiableSet()))
                .orElseGet(() -> Set.copyOf(seen));
    }

    /** A control group that holds the runtime and nothing else, as it was seen last. */
    public synchronized Optional<String> controlGroup() {
        return latest.flatMap(Membership::ownGroup);
    }

    private synchronized List<ProcessEntry> membersIn(Snapshot snapshot) {
        Optional<Membership> same = latest.filter(membership -> membership.snapshot() == snapshot);
        if (same.isPresent()) {
            return same.get().members();
        }
        boolean led = processes().isAlive(identity.leader());
        Optional<String> ownGroup = led ? ownControlGroup() : Optional.empty();
        List<ProcessEntry> members = select(new Evidence(identity, snapshot, processes(), led, ownGroup));
        latest = Optional.of(new Membership(snapshot, members, ownGroup));
        seen.clear();
        members.forEach(entry -> seen.add(entry.ref()));
        return members;
    }

    private List<ProcessEntry> select(Evidence evidence) {
        List<ProcessEntry> candidates =
                evidence.snapshot().entries().stream().filter(this::isCandidate).toList();
        List<ProcessEntry> members = new ArrayList<>(candidates.stream()
                .filter(entry -> seen.contains(entry.ref()) || evidence.speaksFor(entry))
                .toList());
        addDescendants(candidates, members);
        members.sort(Comparator.comparing((ProcessEntry entry) -> !isLead(entry))
                .thenComparing(entry -> entry.ref().startTicks())
                .thenComparing(entry -> entry.ref().pid()));
        return List.copyOf(members);
    }

    private static void addDescendants(List<ProcessEntry> candidates, List<ProcessEntry> members) {
        Set<Long> pids =
                members.stream().map(entry -> entry.ref().pid()).collect(Collectors.toCollection(HashSet::new));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (ProcessEntry entry : candidates) {
                if (pids.contains(entry.parentPid()) && pids.add(entry.ref().pid())) {
                    members.add(entry);
                    grown = true;
                }
            }
        }
    }

    /** Nothing that began before the leader can come from it; and a host never ends itself. */
    private boolean isCandidate(ProcessEntry entry) {
        ProcessRef ref = entry.ref();
        return ref.bootId().equals(identity.leader().bootId())
                && ref.startTicks() >= identity.leader().startTicks()
                && ref.pid() != ProcessHandle.current().pid();
    }

    private boolean isLead(ProcessEntry entry) {
        return entry.ref().equals(identity.lead());
    }

    /** A group that the runtime went into by itself, as with {@code systemd-run --scope}. */
    private Optional<String> ownControlGroup() {
        return processes()
                .controlGroup(identity.leader())
                .filter(group -> !group.equals("/"))
                .filter(group -> identity.mark().launchGroup().isPresent())
                .filter(group -> !identity.mark().launchGroup().equals(Optional.of(group)));
    }

    private ProcessTable processes() {
        return snapshots.processes();
    }
}
