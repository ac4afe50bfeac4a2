package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * A handle on an operation that another process runs, or that has ended: it reads the journal and leaves
 * notes. It yields its last status. Thread-safe.
 */
final class FollowedOperation implements Operation<OperationStatus> {
    private final OperationId id;
    private final OperationJournal journal;
    private final ControlFiles control;
    private final CompletableFuture<OperationStatus> completion = new CompletableFuture<>();

    FollowedOperation(OperationId id, OperationJournal journal, ControlFiles control) {
        this.id = id;
        this.journal = journal;
        this.control = control;
    }

    /** Looks at the journal; returns true once there is nothing more to see. */
    boolean refresh() {
        Optional<OperationRecord> record = journal.find(id);
        if (record.isEmpty()) {
            completion.completeExceptionally(unknown(id));
            return true;
        }
        OperationStatus status = record.get().reported();
        if (status.state().isUnderWay()) {
            return false;
        }
        if (status.state() == OperationState.SUCCEEDED) {
            completion.complete(status);
        } else {
            completion.completeExceptionally(
                    status.failure().map(failure -> failure.toException()).orElseGet(FollowedOperation::unexplained));
        }
        return true;
    }

    @Override
    public OperationId id() {
        return id;
    }

    @Override
    public OperationStatus status() {
        return journal.find(id).map(OperationRecord::reported).orElseThrow(() -> unknown(id));
    }

    @Override
    public CompletionStage<OperationStatus> completion() {
        return completion.minimalCompletionStage();
    }

    @Override
    public OperationStatus await() throws InterruptedException {
        try {
            return completion.get();
        } catch (ExecutionException ended) {
            VenomException cause = (VenomException) ended.getCause();
            throw new VenomException(cause.code(), cause.getMessage(), cause.hint(), cause);
        }
    }

    @Override
    public void cancel() {
        control.leave(id, ControlFiles.Verb.CANCEL);
    }

    @Override
    public void pause() {
        control.leave(id, ControlFiles.Verb.PAUSE);
    }

    @Override
    public void resume() {
        control.leave(id, ControlFiles.Verb.RESUME);
    }

    void abandon() {
        completion.completeExceptionally(
                new VenomException(ErrorCode.CANCELLED, "The manager was closed.", "Open another one to follow it."));
    }

    static VenomException unknown(OperationId id) {
        return new VenomException(
                ErrorCode.INVALID_REQUEST, "There is no operation " + id + ".", "List them with 'operations'.");
    }

    private static VenomException unexplained() {
        return new VenomException(ErrorCode.INTERNAL, "The operation failed without a reason.", "See its log.");
    }
}
