package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.util.List;

/**
 * Runtimes that a host keeps up: started where they are not stopped by command, started again when they end unasked.
 * Had from {@link Runtimes#supervise}. Thread-safe.
 */
public interface RuntimeSupervision extends AutoCloseable {
    /**
     * What it keeps up.
     *
     * @return ids
     */
    List<String> runtimes();

    /**
     * The starts with which it began.
     *
     * @return operations, which may have ended
     */
    List<Operation<RuntimeStatus>> starts();

    /**
     * Stops the runtimes, all at once, and waits until nothing of them is left. What is wanted of them stays as it
     * is: the next host starts them again.
     *
     * @return the failures of those that could not be stopped
     * @throws InterruptedException if the waiting thread is interrupted; the stops go on
     */
    List<VenomException> shutDown() throws InterruptedException;

    /** Leaves the runtimes to themselves; stops none. */
    @Override
    void close();
}
