package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ForwardingSink;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends nothing until a gate opens. */
record HoldHead(Gate gate) implements TransferFault {

    @Override
    public ResponseSink disturb(ResponseSink wire) {
        return new ForwardingSink(wire) {
            @Override
            public void head(ByteBuffer head) throws IOException {
                gate.pass(this);
                super.head(head);
            }
        };
    }
}
