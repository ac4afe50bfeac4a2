package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.Operations;

/** Finds the operation that a person named. */
final class KnownOperation {
    private KnownOperation() {}

    static OperationStatus find(Operations operations, OperationId id) {
        return operations
                .find(id)
                .orElseThrow(() -> new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "There is no operation '" + id + "'.",
                        "List them with 'operations'; old ones are pruned."));
    }
}
