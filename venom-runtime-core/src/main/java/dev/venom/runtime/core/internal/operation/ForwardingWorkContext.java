package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.operation.OperationId;
import java.util.function.Supplier;

/** An operation seen through another's eyes: what a subclass does not say otherwise is the operation's own. Thread-safe. */
public abstract class ForwardingWorkContext implements WorkContext {
    private final WorkContext operation;

    /**
     * Looks at an operation.
     *
     * @param operation whose answers are given
     */
    protected ForwardingWorkContext(WorkContext operation) {
        this.operation = operation;
    }

    @Override
    public OperationId id() {
        return operation.id();
    }

    @Override
    public <T> T step(String name, Supplier<T> action) {
        return operation.step(name, action);
    }

    @Override
    public boolean isHandedOver() {
        return operation.isHandedOver();
    }

    @Override
    public WorkContext uninterruptible() {
        return operation.uninterruptible();
    }

    @Override
    public void verified(ModelVerification verification) {
        operation.verified(verification);
    }

    @Override
    public void total(long totalBytes) {
        operation.total(totalBytes);
    }

    @Override
    public void reserve(Reservation reservation) {
        operation.reserve(reservation);
    }

    @Override
    public void phase(String name) {
        operation.phase(name);
    }

    @Override
    public void done(long bytes) {
        operation.done(bytes);
    }

    @Override
    public void log(String line) {
        operation.log(line);
    }

    @Override
    public void checkpoint() {
        operation.checkpoint();
    }

    @Override
    public Registration onInterrupt(Runnable waker) {
        return operation.onInterrupt(waker);
    }
}
