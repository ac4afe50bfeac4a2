package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.api.operation.OperationKind;
import java.util.Locale;

/** What is said of an operation that ended early because somebody wanted it to. */
final class EndingWords {
    private EndingWords() {}

    /** The failure of an operation that was cancelled, or whose host closed. */
    static Failure of(OperationKind kind, boolean cancelled) {
        String how = "The " + kind.name().toLowerCase(Locale.ROOT)
                + (cancelled ? " was cancelled" : " was interrupted because its host closed");
        return switch (kind) {
            case INSTALL ->
                new Failure(
                        ErrorCode.CANCELLED,
                        how + "; what was downloaded is kept.",
                        cancelled
                                ? "Run it again to continue, or 'prune' to free the space."
                                : "Resume it, or run it again to continue.");
            case REMOVE, VERIFY, ACTIVATE, DEACTIVATE -> new Failure(ErrorCode.CANCELLED, how + ".", "Run it again.");
            case START, RESTART ->
                new Failure(ErrorCode.CANCELLED, how + "; what it started is stopped.", "Run it again.");
            case STOP -> new Failure(ErrorCode.CANCELLED, how + ".", "Run it again to stop what is left.");
        };
    }
}
