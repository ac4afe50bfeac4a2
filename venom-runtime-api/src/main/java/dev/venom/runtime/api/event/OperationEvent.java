package dev.venom.runtime.api.event;

import dev.venom.runtime.api.operation.OperationStatus;
import java.time.Instant;

/**
 * An operation changed. Each operation has exactly one event with a terminal state, and it is the last.
 * Immutable.
 *
 * @param at when
 * @param change what changed
 * @param status the operation after the change
 */
public record OperationEvent(Instant at, Change change, OperationStatus status) implements VenomEvent {
    /** What changed. */
    public enum Change {
        /** State, phase or step. */
        TRANSITION,
        /** Bytes only; at most ten a second. */
        PROGRESS
    }

    @Override
    public Kind kind() {
        return Kind.OPERATION;
    }
}
