package dev.venom.runtime.supervisor.process.internal.linux;

import com.sun.jna.LastErrorException;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices the end of processes that are not children of this one. Starts a thread when it is first needed;
 * {@link #close} ends it. Thread-safe.
 */
public final class ExitNotifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExitNotifier.class);

    private Optional<ExitPoll> poll = Optional.empty();
    private boolean closed;

    /** Starts nothing yet. */
    public ExitNotifier() {}

    /**
     * The end of a process.
     *
     * @param process which
     * @param processes where it can be seen whether it has ended already
     * @return completed, on a thread that must not be held up, when it ends; a caller that no longer cares
     *     cancels it
     */
    public CompletableFuture<Void> of(ProcessRef process, ProcessTable processes) {
        Optional<LinuxCalls> calls = LinuxCalls.load();
        if (calls.isEmpty()) {
            return ofHandle(process, processes);
        }
        try {
            return watch(calls.get(), Pidfd.open(calls.get(), process.pid()), process, processes);
        } catch (LastErrorException failure) {
            LOG.debug("Process {} has no descriptor: {}", process.pid(), failure.getMessage());
            return ofHandle(process, processes);
        }
    }

    private synchronized CompletableFuture<Void> watch(
            LinuxCalls calls, Pidfd descriptor, ProcessRef process, ProcessTable processes) {
        boolean alive = processes.isAlive(process);
        if (closed || !alive) {
            descriptor.close();
            return alive ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        }
        ExitPoll running = poll.orElseGet(() -> ExitPoll.start(calls));
        poll = Optional.of(running);
        return running.add(descriptor);
    }

    /** The virtual machine polls for it; better than nothing where the kernel has no descriptors of processes. */
    private static CompletableFuture<Void> ofHandle(ProcessRef process, ProcessTable processes) {
        return ProcessHandle.of(process.pid())
                .filter(same -> processes.isAlive(process))
                .map(same -> same.onExit().<Void>thenApply(ended -> null))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** Ends the thread; what has not ended by then is never told. */
    @Override
    public synchronized void close() {
        closed = true;
        poll.ifPresent(ExitPoll::close);
        poll = Optional.empty();
    }
}
