package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runtimes that a host keeps up: started where they are not stopped by command, started again when they end unasked.
 * Made by {@link ModelManager#supervise}. Thread-safe.
 */
public final class RuntimeSupervision implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeSupervision.class);

    private final List<String> runtimes;
    private final List<Operation<RuntimeStatus>> starts;
    private final Function<String, Operation<RuntimeStatus>> stop;
    private final Consumer<List<String>> leave;

    RuntimeSupervision(
            List<String> runtimes,
            List<Operation<RuntimeStatus>> starts,
            Function<String, Operation<RuntimeStatus>> stop,
            Consumer<List<String>> leave) {
        this.runtimes = List.copyOf(runtimes);
        this.starts = List.copyOf(starts);
        this.stop = stop;
        this.leave = leave;
    }

    /**
     * What it keeps up.
     *
     * @return ids
     */
    public List<String> runtimes() {
        return runtimes;
    }

    /**
     * The starts with which it began.
     *
     * @return operations, which may have ended
     */
    public List<Operation<RuntimeStatus>> starts() {
        return starts;
    }

    /**
     * Stops the runtimes, all at once, and waits until nothing of them is left. What is wanted of them stays as it
     * is: the next host starts them again.
     *
     * @return the failures of those that could not be stopped
     * @throws InterruptedException if the waiting thread is interrupted; the stops go on
     */
    public List<VenomException> shutDown() throws InterruptedException {
        close();
        List<VenomException> failures = new ArrayList<>();
        List<Operation<RuntimeStatus>> stops = new ArrayList<>();
        for (String runtime : runtimes) {
            collect(failures, () -> stops.add(stop.apply(runtime)));
        }
        for (Operation<RuntimeStatus> begun : stops) {
            collect(failures, begun::await);
        }
        return failures;
    }

    /** Leaves the runtimes to themselves; stops none. */
    @Override
    public void close() {
        leave.accept(runtimes);
    }

    private static void collect(List<VenomException> failures, Waiting action) throws InterruptedException {
        try {
            action.run();
        } catch (VenomException failure) {
            LOG.warn("a runtime was not stopped reason={}", failure.getMessage());
            failures.add(failure);
        }
    }

    @FunctionalInterface
    private interface Waiting {
        void run() throws InterruptedException;
    }
}
