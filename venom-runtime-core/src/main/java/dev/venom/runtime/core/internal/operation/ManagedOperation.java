package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.api.operation.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operation of this process: the state machine behind a handle. Thread-safe.
 *
 * <p>QUEUED goes to RUNNING, RUNNING to PAUSED and back, and each of them to one of the three ends, once; where the
 * process lets go of it, it is INTERRUPTED instead, and another process has it from then on. The
 * observer is told under the lock, so that what it hears is in order.
 *
 * @param <R> what it yields
 */
final class ManagedOperation<R> implements Operation<R>, WorkContext {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedOperation.class);
    private static final long PROGRESS_SPACING_NANOS = Duration.ofMillis(100).toNanos();

    private final OperationId id;
    private final OperationSubject subject;
    private final Clock clock;
    private final LongSupplier nanoTicker;
    private final OperationObserver observer;
    private final Runnable wakeQueue;
    private final Outcome<R> outcome = new Outcome<>();
    private final Interrupts interrupts = new Interrupts();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resumed = lock.newCondition();
    private final StepList steps;
    private final LogTail log = new LogTail();
    private final List<ModelVerification> verifications = new ArrayList<>();
    private final RateMeter rate;
    private Instant createdAt;
    private OperationState state = OperationState.QUEUED;
    private String phase = "queued";
    private long doneBytes;
    private long totalBytes;
    private Reservation reservation = Reservation.NONE;
    private long doneAtReservation;
    private Optional<Failure> failure = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private long lastProgressNanos;
    private Optional<DownloadSlot> slot = Optional.empty();
    private boolean cancelWanted;
    private boolean pauseWanted;
    private boolean releaseWanted;
    private boolean leftInTheMiddle;
    private boolean over;

    ManagedOperation(
            OperationId id,
            OperationSubject subject,
            Clock clock,
            LongSupplier nanoTicker,
            OperationObserver observer,
            Runnable wakeQueue) {
        this.id = id;
        this.subject = subject;
        this.clock = clock;
        this.nanoTicker = nanoTicker;
        this.observer = observer;
        this.wakeQueue = wakeQueue;
        this.createdAt = clock.instant();
        this.steps = new StepList(nanoTicker);
        this.rate = new RateMeter(nanoTicker);
    }

    OperationSubject subject() {
        return subject;
    }

    /** Takes over what a dead process had shown, so that neither its age nor its progress goes back. */
    void continues(OperationStatus former) {
        withLock(() -> {
            createdAt = former.createdAt();
            totalBytes = former.progress().totalBytes();
            doneBytes = former.progress().doneBytes();
            former.log().forEach(log::add);
        });
    }

    /** Tells the observer that it is queued. */
    void announce() {
        withLock(this::tellTransition);
    }

    /** Names the place among the downloads that it gives up while it is paused. Called before {@link #run}. */
    void occupies(DownloadSlot place) {
        slot = Optional.of(place);
    }

    /** Does the work, unless it was cancelled or let go of while it was queued. Nobody is told yet who waits. */
    void run(Work<R> work) {
        if (!begin()) {
            end(OperationState.CANCELLED, Optional.of(endingFailure()), null);
            return;
        }
        try {
            R result = work.run(this);
            end(OperationState.SUCCEEDED, Optional.empty(), result);
        } catch (VenomException refused) {
            boolean stopped = refused.code() == ErrorCode.CANCELLED;
            end(stopped ? OperationState.CANCELLED : OperationState.FAILED, Optional.of(refused.failure()), null);
        } catch (RuntimeException | Error defect) {
            LOG.error("operation defect op={}", id, defect);
            end(OperationState.FAILED, Optional.of(defectFailure(defect)), null);
        }
    }

    /** Ends the work without ending the operation: the next process continues it. */
    void release() {
        withLock(() -> releaseWanted = true);
        wake();
    }

    /** Tells those who wait. Called once no lane is held any more. */
    void settle() {
        outcome.tell();
    }

    /** Ends it although its work goes on: it did not heed {@link #release}, and is not heard of again. */
    void abandon() {
        withLock(() -> leftInTheMiddle = true);
        end(OperationState.CANCELLED, Optional.of(endingFailure()), null);
        settle();
    }

    /** Whether somebody wants it to end. */
    boolean isEndWanted() {
        return withLock(() -> cancelWanted || releaseWanted);
    }

    @Override
    public OperationId id() {
        return id;
    }

    @Override
    public OperationStatus status() {
        return withLock(this::view);
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
        withLock(() -> cancelWanted = true);
        wake();
    }

    @Override
    public void pause() {
        withLock(() -> pauseWanted = true);
        interrupts.fire();
    }

    @Override
    public void resume() {
        withLock(() -> {
            pauseWanted = false;
            resumed.signalAll();
        });
    }

    @Override
    public void phase(String name) {
        withLock(() -> {
            if (!phase.equals(name)) {
                phase = name;
                tellTransition();
            }
        });
    }

    @Override
    public void done(long bytes) {
        withLock(() -> {
            doneBytes = Math.max(doneBytes, totalBytes > 0 ? Math.min(bytes, totalBytes) : bytes);
            rate.record(doneBytes);
            long now = nanoTicker.getAsLong();
            if (!over && now - lastProgressNanos >= PROGRESS_SPACING_NANOS) {
                lastProgressNanos = now;
                observer.progress(view(), outstanding());
            }
        });
    }

    @Override
    public void log(String line) {
        withLock(() -> log.add(line));
    }

    @Override
    public void verified(ModelVerification verification) {
        withLock(() -> {
            verifications.add(verification);
            tellTransition();
        });
    }

    @Override
    public void total(long bytes) {
        withLock(() -> {
            totalBytes = bytes;
            doneBytes = Math.min(doneBytes, bytes);
            tellTransition();
        });
    }

    @Override
    public void reserve(Reservation promised) {
        withLock(() -> {
            reservation = promised;
            doneAtReservation = doneBytes;
            tellTransition();
        });
    }

    @Override
    public void checkpoint() {
        while (isPauseEntered()) {
            slot.ifPresent(DownloadSlot::close);
            awaitResume();
            slot.ifPresent(place -> place.take(this::isEndWanted));
        }
    }

    @Override
    public Registration onInterrupt(Runnable waker) {
        Registration registration = interrupts.add(waker);
        if (withLock(() -> cancelWanted || releaseWanted || pauseWanted)) {
            waker.run();
        }
        return registration;
    }

    @Override
    public <T> T step(String name, Supplier<T> action) {
        checkpoint();
        return timed(name, action);
    }

    @Override
    public boolean isLetGo() {
        return withLock(() -> releaseWanted && !cancelWanted);
    }

    @Override
    public WorkContext undisturbed() {
        return new Undisturbed(this);
    }

    /** Whether the host closes, whatever else is wanted of the operation. */
    boolean isReleased() {
        return withLock(() -> releaseWanted);
    }

    /** For work that nobody can cancel: only where the host closes, it is left to the next one as it is. */
    void requireHost() {
        if (withLock(() -> leftInTheMiddle |= releaseWanted)) {
            throw interruption().toException();
        }
    }

    /** Wakes work that nobody can cancel. */
    Registration onRelease(Runnable waker) {
        Registration registration = interrupts.add(() -> {
            if (isReleased()) {
                waker.run();
            }
        });
        if (isReleased()) {
            waker.run();
        }
        return registration;
    }

    /** Does something as a visible, timed step. */
    <T> T timed(String name, Supplier<T> action) {
        withLock(() -> {
            steps.begin(name);
            phase = name;
            tellTransition();
        });
        try {
            T result = action.get();
            withLock(() -> {
                steps.end(Step.State.SUCCEEDED);
                tellTransition();
            });
            return result;
        } catch (RuntimeException | Error failure) {
            withLock(() -> steps.end(isInterruption(failure) ? Step.State.INTERRUPTED : Step.State.FAILED));
            throw failure;
        }
    }

    /** False once nobody wants a pause any more, with the operation running again. */
    private boolean isPauseEntered() {
        return withLock(() -> {
            requireWanted();
            if (pauseWanted && state != OperationState.PAUSED) {
                move(OperationState.PAUSED);
            }
            if (!pauseWanted && state != OperationState.RUNNING) {
                rate.reset();
                move(OperationState.RUNNING);
            }
            return pauseWanted;
        });
    }

    private void awaitResume() {
        withLock(() -> {
            while (pauseWanted && !cancelWanted && !releaseWanted) {
                resumed.awaitUninterruptibly();
            }
            requireWanted();
            move(OperationState.QUEUED);
        });
    }

    private boolean begin() {
        return withLock(() -> {
            if (cancelWanted || releaseWanted) {
                return false;
            }
            startedAt = Optional.of(clock.instant());
            phase = "starting";
            move(OperationState.RUNNING);
            return true;
        });
    }

    private void end(OperationState outcomeState, Optional<Failure> why, @Nullable R result) {
        withLock(() -> {
            if (over) {
                return;
            }
            if (outcomeState == OperationState.CANCELLED && isLeft()) {
                leave();
                return;
            }
            outcome.decide(why, result);
            steps.end(outcomeState == OperationState.SUCCEEDED ? Step.State.SUCCEEDED : Step.State.FAILED);
            failure = why;
            endedAt = Optional.of(clock.instant());
            reservation = Reservation.NONE;
            phase = outcomeState.name().toLowerCase(Locale.ROOT);
            if (outcomeState == OperationState.SUCCEEDED) {
                doneBytes = Math.max(doneBytes, totalBytes);
            }
            state = outcomeState;
            tellTransition();
            over = true;
        });
    }

    /** It has one state for all: listeners, whoever waits for it, its journal, and readers in other processes. */
    private void leave() {
        steps.end(Step.State.INTERRUPTED);
        failure = Optional.of(interruption());
        outcome.decide(failure, null);
        reservation = Reservation.NONE;
        state = OperationState.INTERRUPTED;
        observer.released(view());
        over = true;
    }

    private boolean isLeft() {
        return releaseWanted && (!cancelWanted || leftInTheMiddle);
    }

    private boolean isInterruption(Throwable failure) {
        return isLeft() && failure instanceof VenomException ended && ended.code() == ErrorCode.CANCELLED;
    }

    private void wake() {
        withLock(resumed::signalAll);
        wakeQueue.run();
        interrupts.fire();
    }

    private void requireWanted() {
        if (cancelWanted || releaseWanted) {
            throw endingFailure().toException();
        }
    }

    private Failure endingFailure() {
        boolean cancelled = withLock(() -> cancelWanted && !leftInTheMiddle);
        return cancelled ? EndingWords.of(subject.kind()) : interruption();
    }

    private Failure interruption() {
        return Interruption.of(id, subject.kind(), subject.runtime(), "its host closed before the work was done");
    }

    private static Failure defectFailure(Throwable defect) {
        return new Failure(
                ErrorCode.INTERNAL,
                "A defect ended the operation: " + defect.getClass().getName() + ".",
                "Please report it with the log.");
    }

    private void move(OperationState next) {
        if (over) {
            return;
        }
        state = next;
        tellTransition();
    }

    private void tellTransition() {
        if (over) {
            return;
        }
        observer.transition(view(), outstanding());
    }

    private Reservation outstanding() {
        return reservation.less(doneBytes - doneAtReservation);
    }

    private OperationStatus view() {
        OptionalLong bytesPerSecond =
                state == OperationState.RUNNING ? rate.bytesPerSecond(doneBytes) : OptionalLong.empty();
        Optional<Duration> remaining = bytesPerSecond.isPresent() && totalBytes > 0
                ? Optional.of(Duration.ofSeconds((totalBytes - doneBytes) / Math.max(1, bytesPerSecond.getAsLong())))
                : Optional.empty();
        return new OperationStatus(
                id,
                subject.kind(),
                subject.model(),
                subject.runtime(),
                state,
                phase,
                new Progress(doneBytes, totalBytes, bytesPerSecond, remaining),
                steps.view(),
                log.view(),
                failure,
                createdAt,
                startedAt,
                endedAt,
                subject.retryOf(),
                verifications);
    }

    private void withLock(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T withLock(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
