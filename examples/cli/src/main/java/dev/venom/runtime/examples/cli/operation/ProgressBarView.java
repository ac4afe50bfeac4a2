package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.event.OperationEvent.Change;
import dev.venom.runtime.api.operation.OperationStatus;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Keeps one line of a terminal in step with an operation. It hides no cursor and changes no mode, so that there is
 * nothing to restore if the process is killed.
 */
final class ProgressBarView implements OperationView {
    private static final Duration PACE = Duration.ofMillis(100);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream errors;
    private final Throttle pace = new Throttle(PACE, System::nanoTime);

    ProgressBarView(PrintStream errors) {
        this.errors = errors;
    }

    @Override
    public void show(OperationStatus status, Change change) {
        if (status.state().isUnderWay() && pace.allows()) {
            errors.print(CLEAR_LINE + ProgressLine.of(status));
            errors.flush();
        }
    }

    @Override
    public void end() {
        errors.print(CLEAR_LINE);
        errors.flush();
    }
}
