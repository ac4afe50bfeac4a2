package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.supervisor.process.internal.linux.ExitNotifier;
import dev.venom.runtime.supervisor.process.internal.tree.ProcessSnapshots;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waits for the end of whichever process leads a runtime at the time. Thread-safe. */
final class LeaderExit implements AutoCloseable {
    private final ExitNotifier exits;
    private final ProcessSnapshots snapshots;
    private Optional<Awaited> awaited = Optional.empty();
    private boolean closed;

    /** A leader, and its end. */
    private record Awaited(ProcessRef leader, CompletableFuture<Void> exit) {}

    LeaderExit(ExitNotifier exits, ProcessSnapshots snapshots) {
        this.exits = exits;
        this.snapshots = snapshots;
    }

    /**
     * Waits for the end of a leader, and no longer for that of the one before it.
     *
     * @param leader which process
     * @param child the same, where this virtual machine is its parent
     * @param onExit called when it ends, on a thread that must not be held up
     */
    synchronized void await(ProcessRef leader, Optional<Process> child, Runnable onExit) {
        if (closed || awaited.filter(known -> known.leader().equals(leader)).isPresent()) {
            return;
        }
        release();
        CompletableFuture<Void> exit = alone(leader, child);
        awaited = Optional.of(new Awaited(leader, exit));
        exit.thenRun(() -> {
            if (!isClosed()) {
                onExit.run();
            }
        });
    }

    /** The end of a leader, for one who waits by himself and cancels it when he is done. */
    CompletableFuture<Void> alone(ProcessRef leader, Optional<Process> child) {
        return child.map(process -> process.onExit().<Void>thenApply(ended -> null))
                .orElseGet(() -> exits.of(leader, snapshots.processes()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        release();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void release() {
        awaited.ifPresent(known -> known.exit().cancel(false));
        awaited = Optional.empty();
    }
}
