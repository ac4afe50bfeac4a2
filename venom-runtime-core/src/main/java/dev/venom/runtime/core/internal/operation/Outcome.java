package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What became of an operation. It is decided when the work ends, and told when the lane is free again: who waits
 * for it may ask for the same lane at once. The first decision counts. Thread-safe.
 *
 * @param <R> what the operation yields
 */
final class Outcome<R> {
    private static final Failure LOST = new Failure(
            ErrorCode.INTERNAL, "The operation ended without an outcome.", "Please report it with the log.");

    private final CompletableFuture<R> told = new CompletableFuture<>();
    private volatile Runnable telling = () -> told.completeExceptionally(LOST.toException());

    void decide(Optional<VenomException> failure, @Nullable R result) {
        telling = () -> failure.ifPresentOrElse(told::completeExceptionally, () -> told.complete(result));
    }

    void tell() {
        telling.run();
    }

    /** Fails with the exception itself: a copy that the JDK makes would wrap it in a CompletionException. */
    CompletionStage<R> stage() {
        CompletableFuture<R> stage = new CompletableFuture<>();
        told.whenComplete((result, failure) -> {
            if (failure == null) {
                stage.complete(result);
            } else {
                stage.completeExceptionally(failure);
            }
        });
        return stage;
    }

    R await() throws InterruptedException {
        try {
            return told.get();
        } catch (ExecutionException ended) {
            VenomException cause = (VenomException) ended.getCause();
            throw new VenomException(cause.code(), cause.getMessage(), cause.hint(), cause);
        }
    }
}
