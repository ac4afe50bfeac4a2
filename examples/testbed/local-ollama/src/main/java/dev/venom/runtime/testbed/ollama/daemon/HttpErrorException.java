package dev.venom.runtime.testbed.ollama.daemon;

import dev.venom.runtime.testbed.hub.wire.Response;
import java.util.Objects;

/** Ends the search for an answer with an error. */
final class HttpErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Response response;

    HttpErrorException(Response response) {
        super("HTTP " + response.status(), null, false, false);
        this.response = response;
    }

    Response response() {
        return Objects.requireNonNull(response);
    }
}
