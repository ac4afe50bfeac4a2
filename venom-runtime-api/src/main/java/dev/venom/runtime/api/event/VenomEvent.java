package dev.venom.runtime.api.event;

import java.time.Instant;

/** Something that happened. The kinds are closed; switch on {@link #kind()}. */
public sealed interface VenomEvent permits OperationEvent, RuntimeEvent, AlertEvent {
    /** What kind of event it is. */
    enum Kind {
        /** An operation changed its state, phase or step; or made progress. */
        OPERATION,
        /** A runtime changed. */
        RUNTIME,
        /** A limit was passed, or is kept again. */
        ALERT
    }

    /**
     * Its kind.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * When it happened.
     *
     * @return the time
     */
    Instant at();
}
