package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.process.internal.output.ExitWords;
import dev.venom.runtime.supervisor.process.internal.record.RecordStore;
import dev.venom.runtime.supervisor.process.internal.record.RuntimeRecord;
import dev.venom.runtime.supervisor.process.internal.record.Standing;
import dev.venom.runtime.supervisor.process.internal.tree.Identity;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import dev.venom.runtime.supervisor.process.internal.tree.ProcessSnapshots;
import dev.venom.runtime.supervisor.process.internal.tree.RuntimeTree;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a runtime stands, as its record and its processes tell together. Another host may change both: the record is
 * read again whenever no leader is there. Thread-safe.
 */
final class Life {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final long REAPING_SECONDS = 5;

    private final String runtime;
    private final RecordStore store;
    private final ProcessSnapshots snapshots;
    private final Offspring offspring;
    private final Clock clock;
    private final Optional<ProcessRef> self;
    private RuntimeRecord current;
    private Optional<RuntimeTree> tree = Optional.empty();

    Life(String runtime, RecordStore store, Workshop workshop, Clock clock) {
        this.runtime = runtime;
        this.store = store;
        this.snapshots = workshop.snapshots();
        this.offspring = workshop.offspring();
        this.clock = clock;
        this.self = processes().find(ProcessHandle.current().pid()).map(ProcessEntry::ref);
        this.current = RuntimeRecord.neverStarted(clock.instant());
        store.load().ifPresent(this::take);
    }

    synchronized RuntimeRecord current() {
        return current;
    }

    /** Its processes, where there may be any. */
    synchronized Optional<RuntimeTree> tree() {
        return tree;
    }

    /** The leader, where this virtual machine is its parent. */
    synchronized Optional<Process> child() {
        return current.leader().flatMap(leader -> offspring.find(runtime, leader));
    }

    /** The host that calls. */
    Optional<ProcessRef> self() {
        return self;
    }

    /** Brings it up to date with what is there, and says whether its leader lives. */
    synchronized boolean refresh() {
        if (hasLeader()) {
            keepEscaped();
            return true;
        }
        store.load().filter(stored -> !stored.equals(current)).ifPresent(this::take);
        adoptAnnounced();
        if (hasLeader()) {
            return true;
        }
        settle();
        return false;
    }

    /** Whether the host with which it ends is gone. */
    synchronized boolean hasLostItsHost() {
        return current.endsWith().filter(host -> !isAlive(host)).isPresent();
    }

    /** Whether the host that started or stopped it last is still there. */
    synchronized boolean isActedOn() {
        return current.standing().actor().filter(this::isAlive).isPresent();
    }

    /** Moves it, for every host to see. */
    synchronized void move(Phase phase, String reason) {
        keep(current.standing(standing(phase, reason, current.standing().exitCode())));
    }

    /** Announces a process before there is one: should this host end now, the next one knows what to look for. */
    synchronized void announce(LaunchMark mark, Optional<ProcessRef> endsWith) {
        tree = Optional.empty();
        offspring.forget(runtime);
        keep(new RuntimeRecord(
                standing(Phase.STARTING, "being started", OptionalInt.empty()),
                Optional.of(mark),
                Optional.empty(),
                Set.of(),
                endsWith));
    }

    /** Knows its leader from now on. */
    synchronized void lead(ProcessRef leader, Process process) {
        keep(current.led(leader));
        tree = current.identity().map(this::treeOf);
        offspring.bear(runtime, leader, process);
    }

    /** Its leader has ended although nobody asked for it. */
    synchronized void fail(OptionalInt exitCode, String reason) {
        keep(current.standing(standing(Phase.FAILED, reason, exitCode)));
    }

    /** It has no process, and is not to have one for now. */
    synchronized void abandon(String reason) {
        tree = Optional.empty();
        offspring.forget(runtime);
        keep(RuntimeRecord.without(standing(Phase.FAILED, reason, OptionalInt.empty())));
    }

    /** Nothing of it is left, as asked. */
    synchronized void empty(String reason) {
        OptionalInt exitCode =
                child().isPresent() ? exitCodeOfChild() : current.standing().exitCode();
        tree = Optional.empty();
        offspring.forget(runtime);
        keep(RuntimeRecord.without(standing(Phase.STOPPED, reason, exitCode)));
    }

    private boolean hasLeader() {
        return tree.filter(RuntimeTree::hasLeader).isPresent();
    }

    private void take(RuntimeRecord stored) {
        Optional<Identity> known = current.identity();
        current = stored;
        if (!stored.identity().equals(known)) {
            tree = stored.identity().map(this::treeOf);
        }
    }

    private RuntimeTree treeOf(Identity identity) {
        return new RuntimeTree(identity, current.escaped(), snapshots);
    }

    /** Finds a process whose host ended between starting it and writing down its number. */
    private void adoptAnnounced() {
        if (current.leader().isEmpty() && current.mark().isPresent() && !isActedOn()) {
            current.mark().flatMap(mark -> Identity.search(mark, snapshots)).ifPresent(found -> {
                note(current.led(found.leader()));
                tree = Optional.of(treeOf(found));
            });
        }
    }

    /** Draws the conclusion from a leader that is gone. */
    private void settle() {
        switch (current.standing().phase()) {
            case RUNNING -> end(hasLostItsHost());
            case STARTING -> settleUnlessActedOn(hasLostItsHost());
            case STOPPING -> settleUnlessActedOn(true);
            case FAILED -> addExitCode();
            case STOPPED -> {}
        }
    }

    private void settleUnlessActedOn(boolean asked) {
        if (!isActedOn()) {
            end(asked);
        }
    }

    private void end(boolean asked) {
        OptionalInt exitCode = exitCodeOfChild();
        String reason = asked ? "ended as asked, while no host looked on" : ExitWords.of(exitCode);
        note(current.standing(standing(asked ? Phase.STOPPED : Phase.FAILED, reason, exitCode)));
    }

    /** Another host may have noticed the end first; only the parent knows how it came. */
    private void addExitCode() {
        if (child().isPresent() && current.standing().exitCode().isEmpty()) {
            end(false);
        }
    }

    private OptionalInt exitCodeOfChild() {
        Optional<Process> child = child();
        if (child.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            // The kernel shows the end a moment before the virtual machine has noticed it.
            boolean ended = child.get().waitFor(REAPING_SECONDS, TimeUnit.SECONDS);
            return ended ? OptionalInt.of(child.get().exitValue()) : OptionalInt.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    private void keepEscaped() {
        Set<ProcessRef> escaped = tree.map(RuntimeTree::escaped).orElse(Set.of());
        if (!escaped.equals(current.escaped())) {
            // Another host may be about to stop it.
            RuntimeRecord latest = store.load()
                    .filter(stored -> stored.leader().equals(current.leader()))
                    .orElse(current);
            note(latest.escaped(escaped));
        }
    }

    /** What was only seen need not be written: whoever may not write, such as a command that reads, still sees. */
    private void note(RuntimeRecord next) {
        current = next;
        try {
            store.save(next);
        } catch (VenomException unwritable) {
            LOG.debug("What was seen is not written down: {}", unwritable.getMessage());
        }
    }

    private void keep(RuntimeRecord next) {
        current = next;
        store.save(next);
    }

    private Standing standing(Phase phase, String reason, OptionalInt exitCode) {
        return new Standing(phase, clock.instant(), reason, exitCode, self);
    }

    private boolean isAlive(ProcessRef process) {
        return self.filter(process::equals).isPresent() || processes().isAlive(process);
    }

    private ProcessTable processes() {
        return snapshots.processes();
    }
}
