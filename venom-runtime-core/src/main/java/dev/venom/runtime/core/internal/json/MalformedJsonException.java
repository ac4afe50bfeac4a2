package dev.venom.runtime.core.internal.json;

import java.io.IOException;

/** A document that is not JSON, or more of it than its reader takes. The message names the position, never the content. */
public final class MalformedJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
        super(message);
    }
}
