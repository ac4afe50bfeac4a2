package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.time.Duration;

/** An open connection delivered nothing for too long. */
public final class StalledException extends IOException {
    private static final long serialVersionUID = 1L;

    StalledException(Duration timeout) {
        super("Not a byte for " + timeout.toSeconds() + " s");
    }
}
