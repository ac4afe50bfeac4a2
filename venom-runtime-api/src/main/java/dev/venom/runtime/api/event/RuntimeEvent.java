package dev.venom.runtime.api.event;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.time.Instant;

/**
 * A runtime changed. Immutable.
 *
 * @param at when
 * @param status the runtime after the change
 */
public record RuntimeEvent(Instant at, RuntimeStatus status) implements VenomEvent {
    @Override
    public Kind kind() {
        return Kind.RUNTIME;
    }
}
