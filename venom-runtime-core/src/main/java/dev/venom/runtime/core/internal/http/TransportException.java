package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.util.Objects;

/**
 * An exchange that broke: no connection, or a connection that ended early. It knows how often trying again
 * makes sense, and what to tell people where nothing helped.
 */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    private final TransportProblem problem;
    private final VenomException failure;

    TransportException(TransportProblem problem, VenomException failure, Throwable cause) {
        super(failure.getMessage(), Objects.requireNonNull(cause, "cause"));
        this.problem = problem;
        this.failure = failure;
    }

    /** Why it broke. */
    public TransportProblem problem() {
        return problem;
    }

    /** The same in words for people, with NETWORK or STALLED. */
    public VenomException failure() {
        return failure;
    }
}
