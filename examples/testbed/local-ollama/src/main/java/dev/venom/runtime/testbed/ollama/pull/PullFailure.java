package dev.venom.runtime.testbed.ollama.pull;

import java.io.IOException;

/** Why a pull fails; the message is the one that a client is told. */
final class PullFailure extends IOException {

    private static final long serialVersionUID = 1L;

    PullFailure(String message) {
        super(message);
    }

    PullFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
