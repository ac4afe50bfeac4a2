package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Wire;

/** Falls silent in the middle of the body until a gate opens. */
record StallAfter(long bytes, Gate gate) implements TransferFault {

    @Override
    public Wire disturb(Wire wire) {
        return new StallingWire(wire, bytes, () -> gate.pass(wire));
    }
}
