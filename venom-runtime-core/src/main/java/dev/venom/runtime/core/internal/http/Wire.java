package dev.venom.runtime.core.internal.http;

import java.net.http.HttpResponse.BodyHandler;

/** The one HTTP client of a manager. Thread-safe. */
public final class Wire implements AutoCloseable {
    /** A wire that makes its client on first use. */
    public Wire(WireOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends a call, follows redirects, and hands the body of the last answer to the handler. Any status is an
     * answer, also 429 and 5xx: trying again is the caller's.
     */
    public <T> WireResponse<T> exchange(WireRequest request, BodyHandler<T> handler)
            throws WireException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Says once, at INFO, that a larger receive buffer would speed up a large download. */
    public void announceLargeDownload() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
