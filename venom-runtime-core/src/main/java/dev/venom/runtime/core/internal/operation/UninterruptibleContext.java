package dev.venom.runtime.core.internal.operation;

import java.util.function.Supplier;

/** An operation that nobody cancels or pauses any more; a host that closes leaves it to the next one. Thread-safe. */
final class UninterruptibleContext extends ForwardingWorkContext {
    private final ManagedWorkContext operation;

    /**
     * Goes on with an operation to its end.
     *
     * @param operation the operation
     */
    UninterruptibleContext(ManagedWorkContext operation) {
        super(operation);
        this.operation = operation;
    }

    @Override
    public <T> T step(String name, Supplier<T> action) {
        return operation.timed(name, action);
    }

    @Override
    public boolean isHandedOver() {
        return operation.isReleased();
    }

    @Override
    public WorkContext uninterruptible() {
        return this;
    }

    @Override
    public void checkpoint() {
        operation.requireHost();
    }

    @Override
    public Registration onInterrupt(Runnable waker) {
        return operation.onRelease(waker);
    }
}
