package dev.venom.runtime.provider.hf.internal.json;

import java.io.IOException;

/** Says that a document is not the JSON it should be. Where it came from decides what that means. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
        super(message);
    }

    /**
     * A document that can't be read.
     *
     * @param broken what the parser says
     */
    public MalformedJsonException(IOException broken) {
        super("not JSON, or cut off", broken);
    }
}
