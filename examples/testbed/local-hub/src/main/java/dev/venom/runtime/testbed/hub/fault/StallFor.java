package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Wire;
import java.time.Duration;

/** Falls silent in the middle of the body for some time. */
record StallFor(long bytes, Duration time) implements TransferFault {

    @Override
    public Wire disturb(Wire wire) {
        return new StallingWire(wire, bytes, () -> Pause.on(wire, time));
    }
}
