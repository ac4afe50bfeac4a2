package dev.venom.runtime.core.internal.http;

/** Why an exchange broke, as far as it decides whether to try again. */
public enum TransportProblem {
    /** Nobody listens there. */
    REFUSED(3),
    /** The name has no address. */
    UNKNOWN_HOST(3),
    /** No connection within the time for it. */
    CONNECT_TIMEOUT(Integer.MAX_VALUE),
    /** A connection, but no head of an answer within the time for it. */
    HEAD_TIMEOUT(Integer.MAX_VALUE),
    /** The certificate is not trusted, or does not fit the host: trying again can't mend that. */
    UNTRUSTED(1),
    /** Any other failure of TLS. */
    TLS(3),
    /** The proxy did not let the connection through. */
    PROXY(3),
    /** The connection ended early. */
    BROKEN(Integer.MAX_VALUE);

    private final int mostTries;

    TransportProblem(int mostTries) {
        this.mostTries = mostTries;
    }

    /**
     * Whether it is known at once, and hardly another thing a moment later: the JDK remembers for 10 s that a name has no
     * address, and a server that is starting takes longer than any pause between tries.
     */
    boolean isPlain() {
        return this == REFUSED || this == UNKNOWN_HOST;
    }

    /** How many tries, the first included, make sense; patience may end them earlier. */
    public int mostTries() {
        return mostTries;
    }
}
