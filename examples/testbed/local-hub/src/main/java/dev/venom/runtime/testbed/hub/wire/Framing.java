package dev.venom.runtime.testbed.hub.wire;

/** How a client learns where the body ends. */
public enum Framing {
    /** From {@code Content-Length}. */
    LENGTH,
    /** From the chunks' sizes. */
    CHUNKED,
    /** From the end of the connection. */
    CLOSE
}
