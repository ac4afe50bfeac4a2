package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;

/** Answers the requests of a listener. Thread-safe. */
@FunctionalInterface
public interface Service {

    /** What becomes of the connection after an answer. */
    enum Next {
        /** The next request may come. */
        KEEP,
        /** The connection ends. */
        CLOSE
    }

    /** Sends the whole answer, or throws {@link ConnectionCut} to end the connection where it is. */
    Next serve(Request request, ResponseSink wire) throws IOException;
}
