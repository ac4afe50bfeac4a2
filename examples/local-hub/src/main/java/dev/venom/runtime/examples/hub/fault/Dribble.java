package dev.venom.runtime.examples.hub.fault;

import dev.venom.runtime.examples.hub.wire.PacedWire;
import dev.venom.runtime.examples.hub.wire.Wire;

/** Sends the body slowly. */
record Dribble(long bytesPerSecond) implements TransferFault {

    @Override
    public Wire disturb(Wire wire) {
        return new PacedWire(wire, bytesPerSecond);
    }
}
