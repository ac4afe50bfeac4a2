package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ForwardingWire;
import dev.venom.runtime.testbed.hub.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends nothing until a gate opens. */
record HoldHead(Gate gate) implements TransferFault {

    @Override
    public Wire disturb(Wire wire) {
        return new ForwardingWire(wire) {
            @Override
            public void head(ByteBuffer head) throws IOException {
                gate.pass(this);
                super.head(head);
            }
        };
    }
}
