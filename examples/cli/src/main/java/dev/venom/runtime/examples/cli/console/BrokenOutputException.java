package dev.venom.runtime.examples.cli.console;

import java.io.IOException;

/** Whoever read the output has gone, as {@code head} does: there is nobody to tell, so the program ends quietly. */
public final class BrokenOutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenOutputException(IOException cause) {
        super(cause);
    }
}
