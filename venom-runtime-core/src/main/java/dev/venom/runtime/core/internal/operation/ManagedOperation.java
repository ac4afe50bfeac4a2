package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operation of this process, as whoever asked for it sees it, from the queue to its one end. Thread-safe.
 *
 * <p>QUEUED goes to RUNNING, RUNNING to PAUSED and back, and each of them to one of the three ends, once; where the
 * process lets go of it, it is INTERRUPTED instead, and another process has it from then on.
 *
 * @param <R> what it yields
 */
final class ManagedOperation<R> implements Operation<R> {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedOperation.class);

    private final OperationId id;
    private final OperationSubject subject;
    private final Runnable wakeQueue;
    private final Outcome<R> outcome = new Outcome<>();
    private final Interrupts interrupts = new Interrupts();
    private final OperationLock lock = new OperationLock();
    private final OperationIntent intent;
    private final StatusTracker status;
    private final ManagedWorkContext context;

    ManagedOperation(
            OperationId id,
            OperationSubject subject,
            Clock clock,
            LongSupplier nanoTicker,
            OperationObserver observer,
            Runnable wakeQueue) {
        this.id = id;
        this.subject = subject;
        this.wakeQueue = wakeQueue;
        this.intent = new OperationIntent(id, subject);
        this.status = new StatusTracker(id, subject, clock, nanoTicker, observer);
        this.context = new ManagedWorkContext(id, lock, intent, status, interrupts);
    }

    OperationSubject subject() {
        return subject;
    }

    /** Takes over what a dead process had shown. */
    void continues(OperationStatus former) {
        lock.run(() -> status.continues(former));
    }

    /** Tells the observer that it is queued. */
    void announce() {
        lock.run(status::tellTransition);
    }

    /** Names the place among the downloads that it gives up while it is paused. Called before {@link #run}. */
    void occupies(DownloadSlot place) {
        context.occupies(place);
    }

    /** Does the work, unless it was cancelled or let go of while it was queued. Nobody is told yet who waits. */
    void run(Work<R> work) {
        if (!begin()) {
            end(OperationState.CANCELLED, Optional.of(earlyEnd()), null);
            return;
        }
        try {
            R result = work.run(context);
            end(OperationState.SUCCEEDED, Optional.empty(), result);
        } catch (VenomException refused) {
            boolean stopped = refused.code() == ErrorCode.CANCELLED;
            end(stopped ? OperationState.CANCELLED : OperationState.FAILED, Optional.of(refused), null);
        } catch (RuntimeException | Error defect) {
            LOG.error("operation defect op={}", id, defect);
            end(OperationState.FAILED, Optional.of(defective(defect)), null);
        }
    }

    /** Ends the work without ending the operation: the next process continues it. */
    void release() {
        lock.run(intent::release);
        wake();
    }

    /** Tells those who wait. Called once no lane is held any more. */
    void settle() {
        outcome.tell();
    }

    /** Ends it although its work goes on: it did not heed {@link #release}, and is not heard of again. */
    void abandon() {
        lock.run(intent::leaveInTheMiddle);
        end(OperationState.CANCELLED, Optional.of(earlyEnd()), null);
        settle();
    }

    /** Whether somebody wants it to end. */
    boolean isEndWanted() {
        return lock.get(intent::isEndWanted);
    }

    @Override
    public OperationId id() {
        return id;
    }

    @Override
    public OperationStatus status() {
        return lock.get(status::view);
    }

    @Override
    public CompletionStage<R> completion() {
        return outcome.stage();
    }

    @Override
    public R await() throws InterruptedException {
        return outcome.await();
    }

    @Override
    public void cancel() {
        lock.run(intent::cancel);
        wake();
    }

    @Override
    public void pause() {
        lock.run(intent::pause);
        interrupts.fire();
    }

    @Override
    public void resume() {
        lock.run(intent::resume);
        lock.wake();
    }

    private boolean begin() {
        return lock.get(() -> {
            if (intent.isEndWanted()) {
                return false;
            }
            status.start();
            return true;
        });
    }

    private void end(OperationState how, Optional<VenomException> why, @Nullable R result) {
        lock.run(() -> {
            if (status.isOver()) {
                return;
            }
            if (how == OperationState.CANCELLED && intent.isLeft()) {
                Failure interruption = intent.interruption();
                outcome.decide(Optional.of(interruption.toException()), null);
                status.interrupt(interruption);
                return;
            }
            outcome.decide(why, result);
            status.end(how, why.map(VenomException::failure));
        });
    }

    private void wake() {
        lock.wake();
        wakeQueue.run();
        interrupts.fire();
    }

    private VenomException earlyEnd() {
        return lock.get(intent::earlyEnd).toException();
    }

    private static VenomException defective(Throwable defect) {
        return new VenomException(
                ErrorCode.INTERNAL,
                "A defect ended the operation: " + defect.getClass().getName() + ".",
                "Please report it with the log.",
                defect);
    }
}
