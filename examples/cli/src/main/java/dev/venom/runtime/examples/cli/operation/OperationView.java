package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.operation.OperationStatus;

/** Shows an operation while it goes on. Confined to one thread. */
interface OperationView {
    /**
     * It changed.
     *
     * @param status the operation after the change
     * @param change what changed
     */
    void show(OperationStatus status, OperationEvent.Change change);

    /** Nothing more will be shown; what was drawn for the moment is taken away. */
    void end();
}
