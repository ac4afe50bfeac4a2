package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.OperationId;

/**
 * What is wanted of an operation: that it ends, waits, or is left to the next process. Confined to whoever holds the
 * operation's lock.
 */
final class OperationIntent {
    private final OperationId id;
    private final OperationSubject subject;
    private boolean cancelWanted;
    private boolean pauseWanted;
    private boolean releaseWanted;
    private boolean leftInTheMiddle;

    OperationIntent(OperationId id, OperationSubject subject) {
        this.id = id;
        this.subject = subject;
    }

    void cancel() {
        cancelWanted = true;
    }

    void pause() {
        pauseWanted = true;
    }

    void resume() {
        pauseWanted = false;
    }

    /** The host closes: the next process continues it. */
    void release() {
        releaseWanted = true;
    }

    /** It is not waited for any longer, however far its work is. */
    void leaveInTheMiddle() {
        leftInTheMiddle = true;
    }

    boolean isPauseWanted() {
        return pauseWanted;
    }

    boolean isEndWanted() {
        return cancelWanted || releaseWanted;
    }

    boolean isInterruptWanted() {
        return isEndWanted() || pauseWanted;
    }

    boolean isReleased() {
        return releaseWanted;
    }

    boolean isHandedOver() {
        return releaseWanted && !cancelWanted;
    }

    /** Whether an end that comes early leaves it to the next process. */
    boolean isLeft() {
        return releaseWanted && (!cancelWanted || leftInTheMiddle);
    }

    /** Whether a failure is how its work comes to be left. */
    boolean isInterruption(Throwable failure) {
        return isLeft() && failure instanceof VenomException ended && ended.code() == ErrorCode.CANCELLED;
    }

    void requireWanted() {
        if (isEndWanted()) {
            throw earlyEnd().toException();
        }
    }

    /** For work that nobody can cancel: only where the host closes, it is left to the next one as it is. */
    void requireHost() {
        if (releaseWanted) {
            leftInTheMiddle = true;
        }
        if (leftInTheMiddle) {
            throw interruption().toException();
        }
    }

    /** Why it ends before its work is done. */
    Failure earlyEnd() {
        return cancelWanted && !leftInTheMiddle ? CancellationFailure.of(subject.kind()) : interruption();
    }

    Failure interruption() {
        return InterruptionFailure.of(
                id, subject.kind(), subject.runtime(), "its host closed before the work was done");
    }
}
