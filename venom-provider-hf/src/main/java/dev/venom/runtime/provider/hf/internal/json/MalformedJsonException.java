package dev.venom.runtime.provider.hf.internal.json;

/** Says that a document is not the JSON it should be. Where it came from decides what that means. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
        super(message);
    }

    MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
