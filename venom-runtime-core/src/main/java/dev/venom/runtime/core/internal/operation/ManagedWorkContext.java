package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.Step;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An operation of this process, as its own work sees it: the work stops here for a pause, a cancel or a close.
 * Thread-safe.
 */
final class ManagedWorkContext implements WorkContext {
    private final OperationId id;
    private final OperationLock lock;
    private final OperationIntent intent;
    private final StatusTracker status;
    private final Interrupts interrupts;
    private Optional<DownloadSlot> slot = Optional.empty();

    ManagedWorkContext(
            OperationId id, OperationLock lock, OperationIntent intent, StatusTracker status, Interrupts interrupts) {
        this.id = id;
        this.lock = lock;
        this.intent = intent;
        this.status = status;
        this.interrupts = interrupts;
    }

    /** Names the place among the downloads that it gives up while it is paused. Called before the work begins. */
    void occupies(DownloadSlot place) {
        slot = Optional.of(place);
    }

    @Override
    public OperationId id() {
        return id;
    }

    @Override
    public void phase(String name) {
        lock.run(() -> status.phase(name));
    }

    @Override
    public void done(long bytes) {
        lock.run(() -> status.done(bytes));
    }

    @Override
    public void log(String line) {
        lock.run(() -> status.log(line));
    }

    @Override
    public void verified(ModelVerification verification) {
        lock.run(() -> status.verified(verification));
    }

    @Override
    public void total(long bytes) {
        lock.run(() -> status.total(bytes));
    }

    @Override
    public void reserve(Reservation promised) {
        lock.run(() -> status.reserve(promised));
    }

    @Override
    public void checkpoint() {
        while (isPauseEntered()) {
            slot.ifPresent(DownloadSlot::close);
            awaitResume();
            slot.ifPresent(place -> place.take(() -> lock.get(intent::isEndWanted)));
        }
    }

    @Override
    public Registration onInterrupt(Runnable waker) {
        Registration registration = interrupts.add(waker);
        if (lock.get(intent::isInterruptWanted)) {
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
    public boolean isHandedOver() {
        return lock.get(intent::isHandedOver);
    }

    @Override
    public WorkContext uninterruptible() {
        return new UninterruptibleContext(this);
    }

    /** Whether the host closes, whatever else is wanted of the operation. */
    boolean isReleased() {
        return lock.get(intent::isReleased);
    }

    /** For work that nobody can cancel: only where the host closes, it is left to the next one as it is. */
    void requireHost() {
        lock.run(intent::requireHost);
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
        lock.run(() -> status.beginStep(name));
        try {
            T result = action.get();
            lock.run(status::endStep);
            return result;
        } catch (RuntimeException | Error failure) {
            lock.run(() ->
                    status.breakStep(intent.isInterruption(failure) ? Step.State.INTERRUPTED : Step.State.FAILED));
            throw failure;
        }
    }

    /** False once nobody wants a pause any more, with the operation running again. */
    private boolean isPauseEntered() {
        return lock.get(() -> {
            intent.requireWanted();
            if (intent.isPauseWanted()) {
                status.pause();
            } else {
                status.goOn();
            }
            return intent.isPauseWanted();
        });
    }

    private void awaitResume() {
        lock.run(() -> {
            while (intent.isPauseWanted() && !intent.isEndWanted()) {
                lock.awaitWake();
            }
            intent.requireWanted();
            status.requeue();
        });
    }
}
