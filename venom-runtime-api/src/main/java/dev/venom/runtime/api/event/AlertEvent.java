package dev.venom.runtime.api.event;

import dev.venom.runtime.api.runtime.Alert;
import java.time.Instant;

/**
 * A runtime passed a limit, or keeps it again. Immutable.
 *
 * @param at when
 * @param alert the alert after the change
 */
public record AlertEvent(Instant at, Alert alert) implements VenomEvent {
    @Override
    public Kind kind() {
        return Kind.ALERT;
    }
}
