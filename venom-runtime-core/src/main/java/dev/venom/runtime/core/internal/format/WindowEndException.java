package dev.venom.runtime.core.internal.format;

import java.io.IOException;

/** Ends a reading that was to go no further than what has been fetched. */
final class WindowEndException extends IOException {
    private static final long serialVersionUID = 1L;

    WindowEndException() {
        super("Enough is known");
    }
}
