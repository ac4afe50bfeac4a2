package dev.venom.runtime.supervisor.process.internal.stop;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.supervisor.process.internal.launch.PortCheck;
import dev.venom.runtime.supervisor.process.internal.linux.Signal;
import dev.venom.runtime.supervisor.process.internal.linux.Signals;
import dev.venom.runtime.supervisor.process.internal.output.ProcessText;
import dev.venom.runtime.supervisor.process.internal.tree.RuntimeTree;
import dev.venom.runtime.supervisor.process.internal.tree.ServerPath;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a runtime with everything that it started: the server is asked alone, for it knows how to end its workers, with
 * the shell that runs it, if any; then whoever is left is asked; then whoever is left is killed, until nobody is.
 * Immutable.
 *
 * @param runtime id of the runtime
 * @param port where its server listens
 * @param processes the processes of the host
 * @param signals how they are told
 */
public record Termination(String runtime, PortCheck port, ProcessTable processes, Signals signals) {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 100;
    private static final char UNINTERRUPTIBLE = 'D';

    /**
     * Ends a runtime of which anything may live.
     *
     * @param tree its processes
     * @param leadExit the end of the process by whose life it lives
     * @param limit how long it may take until whoever is left is killed; the last seconds of it are for those whom the
     *     leader leaves
     * @throws VenomException RUNTIME_STUCK, PERMISSION_DENIED, CANCELLED
     */
    public void end(RuntimeTree tree, CompletableFuture<?> leadExit, Duration limit) {
        // Seen while the leader lives, for what its death would hide.
        List<ProcessEntry> before = tree.now();
        ProcessRef lead = tree.identity().lead();
        Duration forOthers = GracePeriods.forOthersWithin(limit);
        long deadline = System.nanoTime() + limit.minus(forOthers).toNanos();
        Optional<ProcessEntry> held = holder(before);
        Optional<ProcessEntry> wrapped = held.map(new ServerPath(before)::server)
                .filter(found -> !found.ref().equals(lead) && isWrapped(before, lead));
        if (wrapped.isPresent() && askAlone(wrapped.get(), deadline)) {
            // Its wrapper ends with it, unless it has something else in mind.
            await(leadExit, shorter(GracePeriods.FOR_WRAPPER, left(deadline)));
        }
        if (tree.hasLead()) {
            LOG.debug("{}: process {} of {} is asked to end", runtime, lead.pid(), before.size());
            signals.send(lead, Signal.TERM);
            if (!await(leadExit, left(deadline))) {
                LOG.warn(
                        "{} has not ended within {} s",
                        runtime,
                        limit.minus(forOthers).toSeconds());
                endAll(tree, forOthers);
                return;
            }
        }
        held.ifPresent(server -> awaitServer(tree, server, wrapped.map(ProcessEntry::ref), deadline));
        endAll(tree);
    }

    /** Whoever started the server has ended and may not have told it: it has the time that is left. */
    private void awaitServer(RuntimeTree tree, ProcessEntry held, Optional<ProcessRef> told, long deadline) {
        if (!processes.isAlive(held.ref())) {
            return;
        }
        Optional<ProcessEntry> untold = server(tree.now()).filter(found -> !told.equals(Optional.of(found.ref())));
        untold.ifPresent(found -> signals.send(found.ref(), Signal.TERM));
        awaitEnd(held.ref(), deadline);
    }

    private Optional<ProcessEntry> server(List<ProcessEntry> members) {
        return holder(members).map(new ServerPath(members)::server);
    }

    private Optional<ProcessEntry> holder(List<ProcessEntry> members) {
        return new ServerPath(members)
                .holder(port.holder().flatMap(PortHolder::process).map(ProcessEntry::ref));
    }

    /** A shell that runs the server ends at once when it is told to, or not before the server does. */
    private static boolean isWrapped(List<ProcessEntry> members, ProcessRef lead) {
        return members.stream().anyMatch(entry -> entry.ref().equals(lead) && ServerPath.isShell(entry));
    }

    /** Asks one process that knows how to end the others; says whether it ended in time. */
    private boolean askAlone(ProcessEntry process, long deadline) {
        LOG.debug(
                "{}: the server, process {}, is asked to end",
                runtime,
                process.ref().pid());
        signals.send(process.ref(), Signal.TERM);
        awaitEnd(process.ref(), deadline);
        return !processes.isAlive(process.ref());
    }

    private void awaitEnd(ProcessRef process, long deadline) {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (processes.isAlive(process) && System.nanoTime() < deadline) {
            pause(pauseMillis);
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Ends every process of a runtime, without waiting for its leader to do that.
     *
     * @param tree its processes
     * @throws VenomException RUNTIME_STUCK, PERMISSION_DENIED, CANCELLED
     */
    public void endAll(RuntimeTree tree) {
        endAll(tree, GracePeriods.FOR_OTHERS);
    }

    private void endAll(RuntimeTree tree, Duration grace) {
        List<ProcessEntry> left = tree.now();
        if (left.isEmpty()) {
            return;
        }
        LOG.info("{}: {} left, asked to end", runtime, words(left));
        left = ask(tree, left, grace);
        if (!left.isEmpty()) {
            LOG.warn("{}: {} left, killed", runtime, words(left));
            kill(tree, left);
        }
    }

    /** Asks everyone once, those too that are born meanwhile. */
    private List<ProcessEntry> ask(RuntimeTree tree, List<ProcessEntry> first, Duration grace) {
        List<ProcessEntry> left = first;
        Set<ProcessRef> asked = new HashSet<>();
        long deadline = System.nanoTime() + grace.toNanos();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            left.stream()
                    .map(ProcessEntry::ref)
                    .filter(asked::add)
                    .forEach(member -> signals.send(member, Signal.TERM));
            left = awaitGone(tree, left, Duration.ofNanos(deadline - System.nanoTime()));
        }
        return left;
    }

    private void kill(RuntimeTree tree, List<ProcessEntry> first) {
        List<ProcessEntry> left = first;
        long begun = System.nanoTime();
        long deadline = begun + GracePeriods.UNTIL_GIVEN_UP.toNanos();
        while (!left.isEmpty() && System.nanoTime() < deadline && !isHopeless(left, begun)) {
            left.forEach(entry -> signals.send(entry.ref(), Signal.KILL));
            left = awaitGone(tree, left, Duration.ofMillis(500));
        }
        if (!left.isEmpty()) {
            throw stuck(left);
        }
    }

    /** A process that waits in the kernel takes no signal until that lets it: nobody knows when. */
    private static boolean isHopeless(List<ProcessEntry> left, long begunNanos) {
        return System.nanoTime() - begunNanos > GracePeriods.UNINTERRUPTIBLE.toNanos()
                && left.stream().allMatch(entry -> entry.state() == UNINTERRUPTIBLE);
    }

    /** Who is there once all the known are gone, or the time is over. */
    private List<ProcessEntry> awaitGone(RuntimeTree tree, List<ProcessEntry> known, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (known.stream().anyMatch(entry -> processes.isAlive(entry.ref())) && System.nanoTime() < deadline) {
            pause(pauseMillis);
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
        }
        return tree.now();
    }

    private boolean await(CompletableFuture<?> exit, Duration limit) {
        try {
            exit.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    private VenomException cancelled() {
        return new VenomException(
                ErrorCode.CANCELLED,
                "The end of the runtime " + runtime + " was interrupted; some of its processes may still run.",
                "Stop it again.");
    }

    private VenomException stuck(List<ProcessEntry> left) {
        return new VenomException(
                ErrorCode.RUNTIME_STUCK,
                "The runtime " + runtime + " cannot be ended: " + states(left) + " left after SIGKILL.",
                "A process in state D waits in the kernel, mostly for a device: it ends when that answers, or with a"
                        + " restart of the host.");
    }

    private static String states(List<ProcessEntry> entries) {
        return entries.stream()
                .map(entry -> ProcessText.of(entry) + " in state " + entry.state())
                .collect(Collectors.joining(", "));
    }

    private static String words(List<ProcessEntry> entries) {
        return entries.stream().map(ProcessText::of).collect(Collectors.joining(", "));
    }
}
