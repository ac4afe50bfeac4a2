package dev.venom.runtime.api.operation;

import dev.venom.runtime.api.error.VenomException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
     * Completes when the operation ends: with its result, or exceptionally with a {@link VenomException} whose cause is
     * what went wrong, where this process did the work; CANCELLED if it was cancelled. Actions run on a thread of the
     * library and must not block it.
     *
     * @return a stage of the caller's own: what is done to it does not touch the operation. As always, stages that
     *     depend on it see the exception in a {@link java.util.concurrent.CompletionException}
     */
    CompletionStage<R> completion();

    /**
     * Waits for the end.
     *
     * @return the result
     * @throws VenomException if the operation failed or was cancelled; what went wrong is in its causes
     * @throws InterruptedException if the waiting thread is interrupted; the operation goes on
     */
    R await() throws InterruptedException;

    /**
     * Waits for the end, but not longer than a limit.
     *
     * @param limit how long to wait
     * @return the result
     * @throws VenomException if the operation failed or was cancelled; what went wrong is in its causes
     * @throws TimeoutException if it has not ended by then; the operation goes on
     * @throws InterruptedException if the waiting thread is interrupted; the operation goes on
     */
    default R await(Duration limit) throws InterruptedException, TimeoutException {
        CompletableFuture<R> end = completion().toCompletableFuture();
        try {
            end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            // Told by await(), in its own words and on this thread.
        }
        return await();
    }

    /** Asks it to end; what was downloaded is kept. Does nothing once it has ended. */
    void cancel();

    /** Asks it to wait, keeping what it has. Only downloads can; others go on. */
    void pause();

    /** Lets a paused operation go on. */
    void resume();
}
