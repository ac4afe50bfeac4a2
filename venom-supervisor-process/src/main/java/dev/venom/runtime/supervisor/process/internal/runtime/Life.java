package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.process.internal.launch.PortCheck;
import dev.venom.runtime.supervisor.process.internal.output.ExitWords;
import dev.venom.runtime.supervisor.process.internal.record.RecordStore;
import dev.venom.runtime.supervisor.process.internal.record.RuntimeRecord;
import dev.venom.runtime.supervisor.process.internal.record.Standing;
import dev.venom.runtime.supervisor.process.internal.tree.Identity;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import dev.venom.runtime.supervisor.process.internal.tree.ProcessSnapshots;
import dev.venom.runtime.supervisor.process.internal.tree.RuntimeTree;
import dev.venom.runtime.supervisor.process.internal.tree.ServerPath;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a runtime stands, as its record and its processes tell together. Another host may change both: the record is
 * read again whenever no leader is there. Thread-safe.
 */
final class Life {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final long REAPING_SECONDS = 5;
    private static final int PARENTS_LOOKS = 20;
    private static final long PARENTS_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final String runtime;
    private final PortCheck port;
    private final Duration startTimeout;
    private final RecordStore store;
    private final ProcessSnapshots snapshots;
    private final Offspring offspring;
    private final Clock clock;
    private final Optional<ProcessRef> self;
    private RuntimeRecord current;
    private Optional<RuntimeTree> tree = Optional.empty();
    private Optional<ProcessRef> adopted = Optional.empty();

    Life(RuntimeSpec spec, RecordStore store, Workshop workshop, Clock clock) {
        this.runtime = spec.id();
        this.port = new PortCheck(spec, workshop.snapshots().processes());
        this.startTimeout = spec.startTimeout();
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
        return current.leader()
                .filter(leader -> current.successor().isEmpty())
                .flatMap(leader -> offspring.find(runtime, leader));
    }

    /** The host that calls. */
    Optional<ProcessRef> self() {
        return self;
    }

    /** Brings it up to date with what is there, and says whether its leader lives. */
    synchronized boolean refresh() {
        if (hasLead()) {
            keepEscaped();
            return true;
        }
        store.load().filter(stored -> !stored.equals(current)).ifPresent(this::take);
        adoptAnnounced();
        if (hasLead() || inherits()) {
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

    private boolean hasLead() {
        return tree.filter(RuntimeTree::hasLead).isPresent();
    }

    /**
     * Whether it goes on without the process that was started: a script that ended, a program that went into the
     * background. Who holds its port and is one of its own is the server from then on; until somebody does, a program
     * that ended well may have left one that is on its way.
     */
    private boolean inherits() {
        Phase phase = current.standing().phase();
        boolean mayRun = phase == Phase.RUNNING || phase == Phase.STARTING || phase == Phase.STOPPING && !isActedOn();
        if (!mayRun) {
            return false;
        }
        List<ProcessEntry> left = tree.map(RuntimeTree::now).orElse(List.of());
        if (left.isEmpty()) {
            return false;
        }
        Optional<ProcessRef> server = serverAmong(left);
        server.ifPresent(this::succeed);
        return server.isPresent() || phase != Phase.STOPPING && mayLeaveAServer();
    }

    private Optional<ProcessRef> serverAmong(List<ProcessEntry> left) {
        ServerPath path = new ServerPath(left);
        return path.holder(port.holder().flatMap(PortHolder::process).map(ProcessEntry::ref))
                .map(path::server)
                .map(ProcessEntry::ref)
                .or(() -> adopted.filter(this::isAlive));
    }

    private void succeed(ProcessRef server) {
        LOG.info("{} goes on as process {}, without the one that was started", runtime, server.pid());
        note(current.succeeded(server)
                .standing(new Standing(
                        current.standing().phase(),
                        current.standing().since(),
                        "process " + server.pid() + " runs",
                        OptionalInt.empty(),
                        current.standing().actor())));
        tree = current.identity().map(this::treeOf);
    }

    /** vLLM's server, too, ends with 0 when its engine dies, and may leave a worker: but not before it has served. */
    private boolean mayLeaveAServer() {
        boolean young = current.standing().since().plus(startTimeout).isAfter(clock.instant());
        return young
                && current.successor().isEmpty()
                && child().isPresent()
                && exitCodeOfChild().equals(OptionalInt.of(0));
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
        Optional<RuntimeRecord> told = exitCode.isEmpty() ? toldByParent() : Optional.empty();
        if (told.isPresent()) {
            take(told.get());
            return;
        }
        String reason =
                asked ? "ended as asked, while no host looked on" : ExitWords.of(exitCode) + elsewhere(exitCode);
        note(current.standing(standing(asked ? Phase.STOPPED : Phase.FAILED, reason, exitCode)));
    }

    /**
     * Only the parent knows how it ended, and notices at the same moment: what it writes must not be written over. Where
     * the host that started it is there, its word is given a moment to come.
     */
    private Optional<RuntimeRecord> toldByParent() {
        Optional<RuntimeRecord> told = storedExit();
        for (int looks = 0; told.isEmpty() && looks < PARENTS_LOOKS && isActedOn(); looks++) {
            LockSupport.parkNanos(PARENTS_PAUSE_NANOS);
            told = storedExit();
        }
        return told;
    }

    private Optional<RuntimeRecord> storedExit() {
        return store.load()
                .filter(stored -> stored.leader().equals(current.leader()))
                .filter(stored -> stored.standing().exitCode().isPresent());
    }

    /** A program that ends well and leaves nothing may have had somebody else start its server. */
    private String elsewhere(OptionalInt exitCode) {
        boolean leftNothing = tree.map(RuntimeTree::now).orElse(List.of()).isEmpty();
        return exitCode.equals(OptionalInt.of(0)) && leftNothing ? port.heldByAnother() : "";
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
