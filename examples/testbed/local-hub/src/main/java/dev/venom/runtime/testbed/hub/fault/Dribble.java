package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import dev.venom.runtime.testbed.hub.wire.ThrottledSink;

/** Sends the body slowly. */
record Dribble(long bytesPerSecond) implements TransferFault {

    @Override
    public ResponseSink disturb(ResponseSink wire) {
        return new ThrottledSink(wire, bytesPerSecond);
    }
}
