package dev.venom.runtime.core.internal.runtime.lifecycle;

import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;

/** Ends what an activation whose process died left half done: nobody else may work on the runtime before. */
public interface UnfinishedActivations {
    /**
     * Finishes or rolls back an open activation of a runtime, if there is one. The caller holds the lane.
     *
     * @param runtime the runtime
     * @param operation for whom
     */
    void recover(KnownRuntime runtime, WorkContext operation);

    /**
     * Puts back what an open activation of a runtime changed, if there is one, and starts nothing. The caller holds the
     * lane and has just taken the runtime down: until then the activation stays open, so that his own death changes
     * nothing of what the next one has to do.
     *
     * @param runtime the runtime
     * @param operation for whom
     */
    void restore(KnownRuntime runtime, WorkContext operation);
}
