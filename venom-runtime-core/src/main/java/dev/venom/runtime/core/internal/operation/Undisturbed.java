package dev.venom.runtime.core.internal.operation;

import java.util.function.Supplier;

/** An operation that nobody ends any more. Thread-safe. */
final class Undisturbed extends ForwardingWorkContext {
    private final StepRunner steps;

    /**
     * Goes on with an operation to its end.
     *
     * @param operation the operation
     * @param steps does something as a visible step, whoever wants it to end
     */
    Undisturbed(WorkContext operation, StepRunner steps) {
        super(operation);
        this.steps = steps;
    }

    /** Does something as a visible step. */
    @FunctionalInterface
    interface StepRunner {
        <T> T run(String name, Supplier<T> action);
    }

    @Override
    public <T> T step(String name, Supplier<T> action) {
        return steps.run(name, action);
    }

    @Override
    public WorkContext undisturbed() {
        return this;
    }

    @Override
    public void checkpoint() {
        // Nobody ends it.
    }

    @Override
    public Registration onInterrupt(Runnable waker) {
        return () -> {};
    }
}
