package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ConnectionCut;
import dev.venom.runtime.testbed.hub.wire.MeteredSink;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;

/** Ends the connection after some body bytes. */
record CutAfter(long bytes, ConnectionCut.Manner manner) implements TransferFault {

    @Override
    public ResponseSink disturb(ResponseSink wire) {
        return new MeteredSink(wire) {
            private long left = bytes;

            @Override
            protected long grant(long wanted) throws ConnectionCut {
                if (left == 0) {
                    throw manner == ConnectionCut.Manner.RESET ? ConnectionCut.reset() : ConnectionCut.closed();
                }
                long granted = Math.min(wanted, left);
                left -= granted;
                return granted;
            }
        };
    }
}
