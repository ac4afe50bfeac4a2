package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.process.internal.launch.PortCheck;
import dev.venom.runtime.supervisor.process.internal.output.ExitText;
import dev.venom.runtime.supervisor.process.internal.record.RecordStore;
import dev.venom.runtime.supervisor.process.internal.record.RuntimePhase;
import dev.venom.runtime.supervisor.process.internal.record.RuntimeRecord;
import dev.venom.runtime.supervisor.process.internal.tree.Identity;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import dev.venom.runtime.supervisor.process.internal.tree.ProcessSnapshots;
import dev.venom.runtime.supervisor.process.internal.tree.RuntimeTree;
import java.time.Clock;
import java.util.List;
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
final class RuntimeLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeLifecycle.class);
    private static final long REAPING_SECONDS = 5;

    private final String runtime;
    private final PortCheck port;
    private final RecordStore store;
    private final ProcessSnapshots snapshots;
    private final ChildProcesses children;
    private final Clock clock;
    private final Hosts hosts;
    private final Succession succession;
    private RuntimeRecord current;
    private Optional<RuntimeTree> tree = Optional.empty();
    private Optional<ProcessRef> adopted = Optional.empty();

    RuntimeLifecycle(
            RuntimeSpec spec, RecordStore store, ProcessSnapshots snapshots, ChildProcesses children, Clock clock) {
        this.runtime = spec.id();
        this.port = new PortCheck(spec, snapshots.processes());
        this.store = store;
        this.snapshots = snapshots;
        this.children = children;
        this.clock = clock;
        this.hosts = new Hosts(snapshots.processes());
        this.succession = new Succession(spec, port, clock);
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
        return current.leader()
                .filter(leader -> current.successor().isEmpty())
                .flatMap(leader -> children.find(runtime, leader));
    }

    /** The host that calls. */
    Optional<ProcessRef> self() {
        return hosts.self();
    }

    /** Brings it up to date with what is there, and says whether its leader lives. */
    synchronized boolean refresh() {
        if (hasLead()) {
            keepEscaped();
            return true;
        }
        store.load().filter(stored -> !stored.equals(current)).ifPresent(this::take);
        adoptAnnounced();
        return goesOn();
    }

    /**
     * Whether it goes on; if not, that is written down. Whoever else notices may know more, the parent its exit code: what
     * he has written in the meantime is what is concluded from then.
     */
    private boolean goesOn() {
        while (!hasLead() && !inherits()) {
            Optional<RuntimeRecord> ended = ended();
            if (ended.isEmpty() || note(ended.get())) {
                return false;
            }
        }
        return true;
    }

    /** Whether the host with which it ends is gone. */
    synchronized boolean hasLostItsHost() {
        return hosts.isLost(current);
    }

    /** Whether the host that started or stopped it last is still there. */
    synchronized boolean isActedOn() {
        return hosts.isActing(current);
    }

    /** Moves it, for every host to see. */
    synchronized void move(Phase phase, String reason) {
        keep(current.standing(standing(phase, reason, current.standing().exitCode())));
    }

    /** Announces a process before there is one: should this host end now, the next one knows what to look for. */
    synchronized void announce(LaunchMark mark, Optional<ProcessRef> endsWith) {
        tree = Optional.empty();
        children.forget(runtime);
        keep(new RuntimeRecord(
                standing(Phase.STARTING, "being started", OptionalInt.empty()),
                Optional.of(mark),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                endsWith));
    }

    /** Knows its leader from now on. */
    synchronized void lead(ProcessRef leader, Process process) {
        keep(current.led(leader));
        tree = current.identity().map(this::treeOf);
        children.add(runtime, leader, process);
    }

    /** Counts a process in that an engine of containers started for it; says whether that is news. */
    synchronized boolean adopt(ProcessRef process) {
        boolean isNew = adopted.filter(process::equals).isEmpty();
        adopted = Optional.of(process);
        tree.ifPresent(known -> known.adopt(process));
        return isNew;
    }

    /** Counts a helper in that an engine of containers has for it. */
    synchronized void adoptHelper(ProcessRef process) {
        tree.ifPresent(known -> known.adopt(process));
    }

    /** Whether a process that was started and has ended left others of its own. */
    synchronized boolean hasLeftOthers() {
        return !tree.map(RuntimeTree::now).orElse(List.of()).isEmpty();
    }

    /** Its leader has ended although nobody asked for it. */
    synchronized void fail(OptionalInt exitCode, String reason) {
        keep(current.standing(standing(Phase.FAILED, reason, exitCode)));
    }

    /** It has no process, and is not to have one for now. */
    synchronized void abandon(String reason) {
        tree = Optional.empty();
        children.forget(runtime);
        keep(RuntimeRecord.without(standing(Phase.FAILED, reason, OptionalInt.empty())));
    }

    /** Nothing of it is left, as asked. */
    synchronized void empty(String reason) {
        OptionalInt exitCode =
                child().isPresent() ? exitCodeOfChild() : current.standing().exitCode();
        tree = Optional.empty();
        children.forget(runtime);
        keep(RuntimeRecord.without(standing(Phase.STOPPED, reason, exitCode)));
    }

    private boolean hasLead() {
        return tree.filter(RuntimeTree::hasLead).isPresent();
    }

    private boolean inherits() {
        if (!succession.isDue(current, isActedOn())) {
            return false;
        }
        List<ProcessEntry> left = tree.map(RuntimeTree::now).orElse(List.of());
        if (left.isEmpty()) {
            return false;
        }
        Optional<ProcessRef> server = succession.serverAmong(left).or(() -> adopted.filter(hosts::isAlive));
        server.ifPresent(this::succeed);
        return server.isPresent()
                || succession.isOpen(current) && exitCodeOfChild().equals(OptionalInt.of(0));
    }

    private void succeed(ProcessRef server) {
        LOG.info("{} goes on as process {}, without the one that was started", runtime, server.pid());
        note(current.succeeded(server)
                .standing(new RuntimePhase(
                        current.standing().phase(),
                        current.standing().since(),
                        "process " + server.pid() + " runs",
                        OptionalInt.empty(),
                        current.standing().actor())));
        tree = current.identity().map(this::treeOf);
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
                tree = current.identity().map(this::treeOf);
            });
        }
    }

    /** The record of its end; empty where there is nothing to add. */
    private Optional<RuntimeRecord> ended() {
        return switch (current.standing().phase()) {
            case RUNNING -> Optional.of(ended(hasLostItsHost()));
            case STARTING -> isActedOn() ? Optional.empty() : Optional.of(ended(hasLostItsHost()));
            case STOPPING -> isActedOn() ? Optional.empty() : Optional.of(ended(true));
            case FAILED -> lacksExitCode() ? Optional.of(ended(false)) : Optional.empty();
            case STOPPED -> Optional.empty();
        };
    }

    private RuntimeRecord ended(boolean asked) {
        OptionalInt exitCode = exitCodeOfChild();
        String reason = asked ? "ended as asked, while no host looked on" : ExitText.of(exitCode) + elsewhere(exitCode);
        return current.standing(standing(asked ? Phase.STOPPED : Phase.FAILED, reason, exitCode));
    }

    /** Another host may have noticed the end first; only the parent knows how it came. */
    private boolean lacksExitCode() {
        return child().isPresent() && current.standing().exitCode().isEmpty();
    }

    /** A program that ends well and leaves nothing may have had somebody else start its server. */
    private String elsewhere(OptionalInt exitCode) {
        boolean leftNothing = tree.map(RuntimeTree::now).orElse(List.of()).isEmpty();
        return exitCode.equals(OptionalInt.of(0)) && leftNothing ? port.heldByAnother() : "";
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
            store.load()
                    .filter(stored -> stored.leader().equals(current.leader()))
                    .filter(stored -> !stored.equals(current))
                    .ifPresent(this::take);
            note(current.escaped(escaped));
        }
    }

    /**
     * Writes down what was only seen, and says whether it holds: another host's word of the meantime stays, and is taken.
     * Whoever may not write, such as a command that reads, still sees.
     */
    private boolean note(RuntimeRecord next) {
        try {
            if (!store.replace(current, next)) {
                store.load().ifPresent(this::take);
                return false;
            }
        } catch (VenomException unwritable) {
            LOG.debug("What was seen is not written down: {}", unwritable.getMessage());
        }
        current = next;
        return true;
    }

    private void keep(RuntimeRecord next) {
        current = next;
        store.save(next);
    }

    private RuntimePhase standing(Phase phase, String reason, OptionalInt exitCode) {
        return new RuntimePhase(phase, clock.instant(), reason, exitCode, hosts.self());
    }
}
