package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A handle on an operation that another process runs, or that has ended: it reads the journal and leaves
 * notes. It yields its last status. Thread-safe.
 */
final class FollowedOperation implements Operation<OperationStatus> {
    private final OperationId id;
    private final OperationJournal journal;
    private final ControlFiles control;
    private final Outcome<OperationStatus> outcome = new Outcome<>();

    FollowedOperation(OperationId id, OperationJournal journal, ControlFiles control) {
        this.id = id;
        this.journal = journal;
        this.control = control;
    }

    /** Looks at the journal; returns true once there is nothing more to see. */
    boolean refresh() {
        Optional<OperationRecord> record = journal.find(id);
        if (record.isEmpty()) {
            fail(unknown(id));
            return true;
        }
        OperationStatus status = record.get().reported();
        if (status.state().isUnderWay()) {
            return false;
        }
        if (status.state() == OperationState.SUCCEEDED) {
            outcome.decide(Optional.empty(), status);
            outcome.tell();
        } else {
            fail(status.failure().map(Failure::toException).orElseGet(FollowedOperation::unexplained));
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
        return outcome.stage();
    }

    @Override
    public OperationStatus await() throws InterruptedException {
        return outcome.await();
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
        fail(new VenomException(ErrorCode.CANCELLED, "The manager was closed.", "Open another one to follow it."));
    }

    private void fail(VenomException reason) {
        outcome.decide(Optional.of(reason), null);
        outcome.tell();
    }

    static VenomException unknown(OperationId id) {
        return new VenomException(
                ErrorCode.INVALID_REQUEST, "There is no operation " + id + ".", "List them with 'operations'.");
    }

    private static VenomException unexplained() {
        return new VenomException(ErrorCode.INTERNAL, "The operation failed without a reason.", "See its log.");
    }
}
