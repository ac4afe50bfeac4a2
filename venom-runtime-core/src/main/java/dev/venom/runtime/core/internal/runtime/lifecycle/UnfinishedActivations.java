package dev.venom.runtime.core.internal.runtime.lifecycle;

import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;

/** Ends what an activation whose process died left half done: nobody else may work on the runtime before. */
@FunctionalInterface
public interface UnfinishedActivations {
    /** There are none. */
    UnfinishedActivations NONE = (runtime, operation) -> {};

    /**
     * Finishes or rolls back an open activation of a runtime, if there is one. The caller holds the lane.
     *
     * @param runtime the runtime
     * @param operation for whom
     */
    void settle(KnownRuntime runtime, WorkContext operation);
}
