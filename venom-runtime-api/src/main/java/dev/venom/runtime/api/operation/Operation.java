package dev.venom.runtime.api.operation;

import java.util.concurrent.CompletionStage;

/**
 * A handle on a piece of work. Thread-safe. Losing the handle does not end the work.
 *
 * @param <R> what it yields
 */
public interface Operation<R> {
    /**
     * Its name, under which any process on this cache directory finds it.
     *
     * @return the id
     */
    OperationId id();

    /**
     * What can be seen of it now.
     *
     * @return a consistent view
     */
    OperationStatus status();

    /**
     * Completes when the operation ends: with its result, or exceptionally with a {@link
     * dev.venom.runtime.api.error.VenomException}; CANCELLED if it was cancelled. Dependent stages run
     * on a thread of the library and must not block it.
     *
     * @return a stage that cannot be completed by the caller
     */
    CompletionStage<R> completion();

    /**
     * Waits for the end.
     *
     * @return the result
     * @throws dev.venom.runtime.api.error.VenomException if the operation failed or was cancelled
     * @throws InterruptedException if the waiting thread is interrupted; the operation goes on
     */
    R await() throws InterruptedException;

    /** Asks it to end; what was downloaded is kept. Does nothing once it has ended. */
    void cancel();

    /** Asks it to wait, keeping what it has. Only downloads can; others go on. */
    void pause();

    /** Lets a paused operation go on. */
    void resume();
}
