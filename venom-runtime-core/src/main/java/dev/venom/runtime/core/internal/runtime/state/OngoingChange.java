package dev.venom.runtime.core.internal.runtime.state;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;

/**
 * What an operation does to a runtime at this moment. Immutable.
 *
 * @param change what it does
 * @param operation its name
 * @param owner the process that works on it: once that is gone, nothing is under way
 */
public record OngoingChange(Change change, OperationId operation, ProcessIdentity owner) {
    /** What an operation does to a runtime. */
    public enum Change {
        /** It is on its way up. */
        STARTING,
        /** It is on its way down. */
        STOPPING
    }

    /**
     * Whether somebody still works on it. A process of another kernel can't be looked at and counts as alive.
     *
     * @return true while its process runs
     */
    public boolean isLive() {
        return !owner.sharesKernelWith(ProcessIdentity.current()) || owner.isRunning();
    }
}
