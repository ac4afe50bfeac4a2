package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ForwardingSink;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Sends the head byte by byte. */
record SlowHead(Duration pause) implements TransferFault {

    @Override
    public ResponseSink disturb(ResponseSink wire) {
        return new ForwardingSink(wire) {
            @Override
            public void head(ByteBuffer head) throws IOException {
                while (head.hasRemaining()) {
                    Pause.on(this, pause);
                    super.head(ByteBuffer.wrap(new byte[] {head.get()}));
                }
            }
        };
    }
}
