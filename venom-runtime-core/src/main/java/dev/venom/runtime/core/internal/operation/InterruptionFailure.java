package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationStatus;
import java.util.Locale;
import java.util.Optional;

/** What is said of an operation that its process left unfinished: neither a failure nor a cancellation. */
final class InterruptionFailure {
    private InterruptionFailure() {}

    /** Why an operation stands still, and who goes on with it. */
    static Failure of(OperationStatus status, String why) {
        return of(status.id(), status.kind(), status.runtime(), why);
    }

    static Failure of(OperationId id, OperationKind kind, Optional<String> runtime, String why) {
        return new Failure(
                ErrorCode.CANCELLED,
                "The " + kind.name().toLowerCase(Locale.ROOT) + " " + id + " was interrupted: " + why + "; "
                        + outlook(kind, runtime.orElse("its runtime")) + ".",
                next(kind, id));
    }

    private static String outlook(OperationKind kind, String runtime) {
        return switch (kind) {
            case INSTALL -> "what was downloaded is kept";
            case ACTIVATE, DEACTIVATE -> "what it did so far is finished or undone by the next operation on " + runtime;
            case START, RESTART -> "what it started is left running";
            case STOP -> "what is left may still run";
            case REMOVE, VERIFY -> "what it did so far stays done";
        };
    }

    private static String next(OperationKind kind, OperationId id) {
        return switch (kind) {
            case INSTALL -> "The next host continues it; so does 'resume " + id + "', or asking for the same again.";
            case ACTIVATE, DEACTIVATE, START, RESTART, STOP ->
                "The next host continues it; so does 'resume " + id + "'.";
            case REMOVE, VERIFY -> "Run it again, or continue it with 'resume " + id + "'.";
        };
    }
}
