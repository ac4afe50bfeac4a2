package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.event.OperationEvent.Change;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.examples.cli.console.Output;
import dev.venom.runtime.examples.wire.OperationDocuments;
import java.time.Duration;

/** Prints every transition as a JSON line, and progress a few times a second. */
final class JsonLinesView implements OperationView {
    private static final Duration PACE = Duration.ofMillis(200);

    private final Output output;
    private final Throttle pace = new Throttle(PACE, System::nanoTime);

    JsonLinesView(Output output) {
        this.output = output;
    }

    @Override
    public void show(OperationStatus status, Change change) {
        if (change == Change.TRANSITION || pace.allows()) {
            output.json(OperationDocuments.event(status));
        }
    }

    @Override
    public void end() {
        // Lines stay as they are.
    }
}
