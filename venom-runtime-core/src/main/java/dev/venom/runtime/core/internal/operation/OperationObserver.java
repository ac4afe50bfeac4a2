package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.operation.OperationStatus;

/** Is told of each change of an operation, under the operation's lock and so in order; must not wait. */
interface OperationObserver {
    /** State, phase or step changed. */
    void transition(OperationStatus status, Reservation reservation);

    /** Bytes moved; at most ten times a second. */
    void progress(OperationStatus status, Reservation reservation);

    /** The process lets go of an operation that has not ended: it is left to the next one. */
    void released(OperationStatus interrupted);
}
