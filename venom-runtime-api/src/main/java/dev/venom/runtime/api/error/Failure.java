package dev.venom.runtime.api.error;

import java.util.Objects;

/**
 * Why something failed, as a value: it can be journaled, sent and shown. Immutable.
 *
 * @param code the stable reason
 * @param message what happened to what; never a secret
 * @param hint what to do next; empty where there is nothing to do
 */
public record Failure(ErrorCode code, String message, String hint) {
    /** Checks that nothing is missing. */
    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
    }

    /**
     * The failure as an exception.
     *
     * @return a new exception with the same code, message and hint
     */
    public VenomException toException() {
        return new VenomException(code, message, hint);
    }
}
