package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.VenomException;

/** A try that failed in a way that another one may mend. Never leaves this package. */
final class TryAgainException extends Exception {
    private static final long serialVersionUID = 1L;

    private final VenomException failure;
    private final int mostTries;
    private final boolean serverWait;

    TryAgainException(VenomException failure, int mostTries, boolean serverWait) {
        super(failure);
        this.failure = failure;
        this.mostTries = mostTries;
        this.serverWait = serverWait;
    }

    /** What to say if no other try is made. */
    VenomException failure() {
        return failure;
    }

    /** How many tries that end like this make sense. */
    int mostTries() {
        return mostTries;
    }

    /** Whether the server named the wait before the next try, so that no other one is due. */
    boolean hasServerWait() {
        return serverWait;
    }
}
