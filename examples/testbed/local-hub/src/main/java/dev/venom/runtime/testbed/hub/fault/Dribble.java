package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.PacedWire;
import dev.venom.runtime.testbed.hub.wire.Wire;

/** Sends the body slowly. */
record Dribble(long bytesPerSecond) implements TransferFault {

    @Override
    public Wire disturb(Wire wire) {
        return new PacedWire(wire, bytesPerSecond);
    }
}
