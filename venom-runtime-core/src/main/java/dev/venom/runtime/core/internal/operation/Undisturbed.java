package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.OperationId;
import java.util.function.Supplier;

/**
 * An operation that nobody ends any more. Thread-safe.
 *
 * @param operation the operation
 * @param steps does something as a visible step, whoever wants it to end
 */
record Undisturbed(WorkContext operation, StepRunner steps) implements WorkContext {
    /** Does something as a visible step. */
    @FunctionalInterface
    interface StepRunner {
        <T> T run(String name, Supplier<T> action);
    }

    @Override
    public OperationId id() {
        return operation.id();
    }

    @Override
    public <T> T step(String name, Supplier<T> action) {
        return steps.run(name, action);
    }

    @Override
    public boolean isLetGo() {
        return operation.isLetGo();
    }

    @Override
    public WorkContext undisturbed() {
        return this;
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
        // Nobody ends it.
    }

    @Override
    public Registration onInterrupt(Runnable waker) {
        return () -> {};
    }
}
