package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;

/** Says that this side ends the connection here, on purpose. */
public final class ConnectionCut extends IOException {

    private static final long serialVersionUID = 1L;

    /** How the connection ends. */
    public enum Manner {
        /** In order: what was sent arrives, then the end of the stream. */
        CLOSE,
        /** With a reset: what is still on its way may be lost. */
        RESET
    }

    private final Manner manner;

    private ConnectionCut(Manner manner) {
        super("Cut on purpose: " + manner);
        this.manner = manner;
    }

    /** The connection is to be closed. */
    public static ConnectionCut closed() {
        return new ConnectionCut(Manner.CLOSE);
    }

    /** The connection is to be reset. */
    public static ConnectionCut reset() {
        return new ConnectionCut(Manner.RESET);
    }

    /** How the connection is to end. */
    public Manner manner() {
        return manner;
    }
}
