package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.model.ModelVerification;
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
import java.util.function.LongSupplier;

/**
 * Keeps what can be seen of an operation, and tells the observer of each change. Confined to whoever holds the operation's
 * lock, so that what the observer hears is in order.
 */
final class StatusTracker {
    private static final long PROGRESS_SPACING_NANOS = Duration.ofMillis(100).toNanos();

    private final OperationId id;
    private final OperationSubject subject;
    private final Clock clock;
    private final LongSupplier nanoTicker;
    private final OperationObserver observer;
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
    private boolean over;

    StatusTracker(
            OperationId id,
            OperationSubject subject,
            Clock clock,
            LongSupplier nanoTicker,
            OperationObserver observer) {
        this.id = id;
        this.subject = subject;
        this.clock = clock;
        this.nanoTicker = nanoTicker;
        this.observer = observer;
        this.createdAt = clock.instant();
        this.steps = new StepList(nanoTicker);
        this.rate = new RateMeter(nanoTicker);
    }

    /** Takes over what a dead process had shown, so that neither its age nor its progress goes back. */
    void continues(OperationStatus former) {
        createdAt = former.createdAt();
        totalBytes = former.progress().totalBytes();
        doneBytes = former.progress().doneBytes();
        former.log().forEach(log::add);
    }

    void start() {
        startedAt = Optional.of(clock.instant());
        phase = "starting";
        move(OperationState.RUNNING);
    }

    void pause() {
        if (state != OperationState.PAUSED) {
            move(OperationState.PAUSED);
        }
    }

    /** Waits for its turn once more. */
    void requeue() {
        move(OperationState.QUEUED);
    }

    void goOn() {
        if (state != OperationState.RUNNING) {
            rate.reset();
            move(OperationState.RUNNING);
        }
    }

    void phase(String name) {
        if (!phase.equals(name)) {
            phase = name;
            tellTransition();
        }
    }

    void beginStep(String name) {
        steps.begin(name);
        phase = name;
        tellTransition();
    }

    void endStep() {
        steps.end(Step.State.SUCCEEDED);
        tellTransition();
    }

    /** The step ends with its work: what is told next says how. */
    void breakStep(Step.State how) {
        steps.end(how);
    }

    void done(long bytes) {
        doneBytes = Math.max(doneBytes, totalBytes > 0 ? Math.min(bytes, totalBytes) : bytes);
        rate.record(doneBytes);
        long now = nanoTicker.getAsLong();
        if (!over && now - lastProgressNanos >= PROGRESS_SPACING_NANOS) {
            lastProgressNanos = now;
            observer.progress(view(), outstanding());
        }
    }

    void total(long bytes) {
        totalBytes = bytes;
        doneBytes = Math.min(doneBytes, bytes);
        tellTransition();
    }

    void reserve(Reservation promised) {
        reservation = promised;
        doneAtReservation = doneBytes;
        tellTransition();
    }

    void verified(ModelVerification verification) {
        verifications.add(verification);
        tellTransition();
    }

    void log(String line) {
        log.add(line);
    }

    boolean isOver() {
        return over;
    }

    void end(OperationState outcome, Optional<Failure> why) {
        steps.end(outcome == OperationState.SUCCEEDED ? Step.State.SUCCEEDED : Step.State.FAILED);
        failure = why;
        endedAt = Optional.of(clock.instant());
        reservation = Reservation.NONE;
        phase = outcome.name().toLowerCase(Locale.ROOT);
        if (outcome == OperationState.SUCCEEDED) {
            doneBytes = Math.max(doneBytes, totalBytes);
        }
        state = outcome;
        tellTransition();
        over = true;
    }

    /** It has one state for all: listeners, whoever waits for it, its journal, and readers in other processes. */
    void interrupt(Failure why) {
        steps.end(Step.State.INTERRUPTED);
        failure = Optional.of(why);
        reservation = Reservation.NONE;
        state = OperationState.INTERRUPTED;
        observer.released(view());
        over = true;
    }

    void tellTransition() {
        if (!over) {
            observer.transition(view(), outstanding());
        }
    }

    OperationStatus view() {
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

    private void move(OperationState next) {
        if (!over) {
            state = next;
            tellTransition();
        }
    }

    private Reservation outstanding() {
        return reservation.less(doneBytes - doneAtReservation);
    }
}
