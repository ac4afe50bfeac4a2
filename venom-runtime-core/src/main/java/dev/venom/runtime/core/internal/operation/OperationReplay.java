package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.Operation;

/** Does again what a journal asks for. */
@FunctionalInterface
public interface OperationReplay {
    /**
     * Does it again.
     *
     * @param record the journal
     * @param asNew true for a new operation that names the old one, false to go on under the old name
     * @return the operation
     */
    Operation<?> again(OperationRecord record, boolean asNew);
}
