package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ResponseSink;

/** Falls silent in the middle of the body until a gate opens. */
record StallAfter(long bytes, Gate gate) implements TransferFault {

    @Override
    public ResponseSink disturb(ResponseSink wire) {
        return new StallingSink(wire, bytes, () -> gate.pass(wire));
    }
}
