package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.event.OperationEvent.Change;
import dev.venom.runtime.api.operation.OperationStatus;

/** Shows nothing: nobody watches, and only the result is wanted. */
final class SilentView implements OperationView {
    @Override
    public void show(OperationStatus status, Change change) {
        // Only the result is wanted.
    }

    @Override
    public void end() {
        // Nothing was drawn.
    }
}
