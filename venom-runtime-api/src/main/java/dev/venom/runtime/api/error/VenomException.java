package dev.venom.runtime.api.error;

import java.util.Objects;

/**
 * The one exception of the library. Callers decide by {@link #code()}, people read {@link
 * #getMessage()} (what happened to what) and {@link #hint()} (what to do next). Neither holds a token
 * or a signed URL.
 */
public class VenomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String hint;

    /**
     * A failure with nothing behind it.
     *
     * @param code the stable reason
     * @param message what happened to what
     * @param hint what to do next; empty where there is nothing to do
     */
    public VenomException(ErrorCode code, String message, String hint) {
        super(Objects.requireNonNull(message, "message"));
        this.code = Objects.requireNonNull(code, "code");
        this.hint = Objects.requireNonNull(hint, "hint");
    }

    /**
     * A failure with a cause.
     *
     * @param code the stable reason
     * @param message what happened to what
     * @param hint what to do next; empty where there is nothing to do
     * @param cause what was caught
     */
    public VenomException(ErrorCode code, String message, String hint, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), Objects.requireNonNull(cause, "cause"));
        this.code = Objects.requireNonNull(code, "code");
        this.hint = Objects.requireNonNull(hint, "hint");
    }

    /**
     * The stable reason.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * The next step for whoever reads the message.
     *
     * @return the hint; empty where there is nothing to do
     */
    public String hint() {
        return hint;
    }

    /**
     * The failure as a value.
     *
     * @return code, message and hint
     */
    public Failure failure() {
        return new Failure(code, getMessage(), hint);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Code, message and hint: what a log or a stack trace shows of it. */
    @Override
    public String toString() {
        String next = hint.isEmpty() ? "" : " " + hint;
        return getClass().getName() + ": " + code + ": " + getMessage() + next;
    }
}
