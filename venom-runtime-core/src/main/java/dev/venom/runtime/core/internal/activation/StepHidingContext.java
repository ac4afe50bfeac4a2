package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.operation.ForwardingWorkContext;
import dev.venom.runtime.core.internal.operation.WorkContext;
import java.util.function.Supplier;

/** An operation in whose running step other work takes place: what that calls steps are lines of the log. Thread-safe. */
final class StepHidingContext extends ForwardingWorkContext {
    /**
     * Looks at an operation.
     *
     * @param operation the operation
     */
    StepHidingContext(WorkContext operation) {
        super(operation);
    }

    @Override
    public <T> T step(String name, Supplier<T> action) {
        checkpoint();
        log(name);
        return action.get();
    }

    @Override
    public WorkContext uninterruptible() {
        return new StepHidingContext(super.uninterruptible());
    }
}
