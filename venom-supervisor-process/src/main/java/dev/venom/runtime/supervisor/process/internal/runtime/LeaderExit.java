package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.supervisor.process.internal.linux.Exits;
import dev.venom.runtime.supervisor.process.internal.tree.ProcessSnapshots;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waits for the end of whichever process leads a runtime at the time. Thread-safe. */
final class LeaderExit implements AutoCloseable {
    private final Exits exits;
    private final ProcessSnapshots snapshots;
    private Optional<Awaited> awaited = Optional.empty();
    private boolean closed;

    /** A leader, and its end. */
    private record Awaited(ProcessRef leader, CompletableFuture<Void> exit) {}

    LeaderExit(Exits exits, ProcessSnapshots snapshots) {
        this.exits = exits;
        this.snapshots = snapshots;
    }

    /**
     * The end of a leader.
     *
     * @param leader which process
     * @param child the same, where this virtual machine is its parent
     * @param onExit called once for each leader, on a thread that must not be held up
     * @return completed when it ends
     */
    synchronized CompletableFuture<Void> of(ProcessRef leader, Optional<Process> child, Runnable onExit) {
        Optional<Awaited> same = awaited.filter(known -> known.leader().equals(leader));
        if (same.isPresent()) {
            return same.get().exit();
        }
        letGo();
        CompletableFuture<Void> exit = child.map(process -> process.onExit().<Void>thenApply(ended -> null))
                .orElseGet(() -> exits.of(leader, snapshots.processes()));
        awaited = Optional.of(new Awaited(leader, exit));
        exit.thenRun(() -> {
            if (!isClosed()) {
                onExit.run();
            }
        });
        return exit;
    }

    @Override
    public synchronized void close() {
        closed = true;
        letGo();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void letGo() {
        awaited.ifPresent(known -> known.exit().cancel(false));
        awaited = Optional.empty();
    }
}
