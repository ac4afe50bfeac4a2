package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.VenomException;

/** A try that failed in a way that another one may mend. Never leaves this package. */
final class RetryableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final VenomException failure;
    private final int mostTries;
    private final boolean serverWait;
    private final boolean soon;

    RetryableException(VenomException failure, int mostTries, boolean serverWait) {
        this(failure, mostTries, serverWait, false);
    }

    private RetryableException(VenomException failure, int mostTries, boolean serverWait, boolean soon) {
        super(failure);
        this.failure = failure;
        this.mostTries = mostTries;
        this.serverWait = serverWait;
        this.soon = soon;
    }

    /** A try that found no server to speak to. */
    static RetryableException of(TransportException broken) {
        TransportProblem problem = broken.problem();
        return new RetryableException(broken.failure(), problem.mostTries(), false, problem.isPlain());
    }

    /** What to say if no other try is made. */
    VenomException failure() {
        return failure;
    }

    /** How many tries that end like this make sense. */
    int mostTries() {
        return mostTries;
    }

    /** Whether to wait for long would be in vain. */
    boolean isSoon() {
        return soon;
    }

    /** Whether the server named the wait before the next try, so that no other one is due. */
    boolean hasServerWait() {
        return serverWait;
    }
}
