package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.operation.OperationKind;
import java.util.Locale;

/** What is said of an operation that ended early because somebody cancelled it. */
final class CancellationFailure {
    private CancellationFailure() {}

    static Failure of(OperationKind kind) {
        String how = "The " + kind.name().toLowerCase(Locale.ROOT) + " was cancelled";
        return switch (kind) {
            case INSTALL ->
                new Failure(
                        ErrorCode.CANCELLED,
                        how + "; what was downloaded is kept.",
                        "Run it again to continue, or 'prune' to free the space.");
            case REMOVE, VERIFY, ACTIVATE, DEACTIVATE -> new Failure(ErrorCode.CANCELLED, how + ".", "Run it again.");
            case START, RESTART ->
                new Failure(ErrorCode.CANCELLED, how + "; what it started is stopped.", "Run it again.");
            case STOP -> new Failure(ErrorCode.CANCELLED, how + ".", "Run it again to stop what is left.");
        };
    }
}
