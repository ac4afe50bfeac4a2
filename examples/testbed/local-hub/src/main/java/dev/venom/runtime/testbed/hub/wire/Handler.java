package dev.venom.runtime.testbed.hub.wire;

import java.io.IOException;

/** Finds the answer to a request. */
@FunctionalInterface
public interface Handler {

    /** The answer; {@link ConnectionCut} where there shall be none. */
    Response handle(Request request) throws IOException;
}
