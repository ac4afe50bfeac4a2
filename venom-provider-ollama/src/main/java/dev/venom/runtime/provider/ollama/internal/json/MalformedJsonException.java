package dev.venom.runtime.provider.ollama.internal.json;

/** Says that a document is not the JSON it should be. Where it came from decides what that means. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A document that is not what it should be.
     *
     * @param message what is wrong with it
     */
    public MalformedJsonException(String message) {
        super(message);
    }

    /**
     * A document that can't be read.
     *
     * @param message what is wrong with it
     * @param cause what was caught
     */
    public MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
