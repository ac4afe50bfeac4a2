package dev.venom.runtime.core.internal.format;

import java.io.IOException;

/** The header of a model file that is damaged or hostile. */
class MalformedModelException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedModelException(String message) {
        super(message);
    }
}
