package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.time.Duration;

/** Falls silent in the middle of the body for some time. */
record StallFor(long bytes, Duration time) implements TransferFault {

    @Override
    public ResponseSink disturb(ResponseSink wire) {
        return new StallingSink(wire, bytes, () -> Pause.on(wire, time));
    }
}
