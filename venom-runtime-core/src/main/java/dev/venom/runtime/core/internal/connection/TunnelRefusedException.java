package dev.venom.runtime.core.internal.connection;

import java.io.IOException;

/** A proxy that answered the wish for a tunnel with something else. */
final class TunnelRefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final transient ResponseHead answer;

    TunnelRefusedException(ResponseHead answer) {
        super("Tunnel failed, got: " + answer.statusCode());
        this.answer = answer;
    }

    /** What the proxy said. */
    ResponseHead answer() {
        return answer;
    }

    boolean asksForPassword() {
        return answer.statusCode() == PROXY_AUTHENTICATION_REQUIRED;
    }
}
