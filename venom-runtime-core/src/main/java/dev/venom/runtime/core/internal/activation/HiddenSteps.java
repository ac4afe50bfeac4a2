package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.core.internal.operation.Reservation;
import dev.venom.runtime.core.internal.operation.WorkContext;
import java.util.function.Supplier;

/**
 * An operation in whose running step other work takes place: what that calls steps are lines of the log. Thread-safe.
 *
 * @param operation the operation
 */
record HiddenSteps(WorkContext operation) implements WorkContext {
    @Override
    public OperationId id() {
        return operation.id();
    }

    @Override
    public <T> T step(String name, Supplier<T> action) {
        operation.checkpoint();
        operation.log(name);
        return action.get();
    }

    @Override
    public boolean isLetGo() {
        return operation.isLetGo();
    }

    @Override
    public WorkContext undisturbed() {
        return new HiddenSteps(operation.undisturbed());
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
