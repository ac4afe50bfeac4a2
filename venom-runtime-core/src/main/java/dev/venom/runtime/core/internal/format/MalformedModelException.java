package dev.venom.runtime.core.internal.format;

import java.io.IOException;

/** The header of a model file that is damaged, hostile, or of a kind that is not read here. */
final class MalformedModelException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedModelException(String message) {
        super(message);
    }
}
