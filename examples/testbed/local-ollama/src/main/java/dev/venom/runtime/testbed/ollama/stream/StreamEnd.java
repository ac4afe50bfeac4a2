package dev.venom.runtime.testbed.ollama.stream;

import java.io.IOException;

/** Ends an answer here, in good order as far as HTTP goes. */
public final class StreamEnd extends IOException {

    private static final long serialVersionUID = 1L;

    /** An end. */
    public StreamEnd() {
        super("The stream ends here, on purpose");
    }
}
