package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.ConnectionCut;
import dev.venom.runtime.testbed.hub.wire.MeteredWire;
import dev.venom.runtime.testbed.hub.wire.Wire;

/** Ends the connection after some body bytes. */
record CutAfter(long bytes, ConnectionCut.Manner manner) implements TransferFault {

    @Override
    public Wire disturb(Wire wire) {
        return new MeteredWire(wire) {
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
