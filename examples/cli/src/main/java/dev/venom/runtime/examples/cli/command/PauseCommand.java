package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.core.Operations;
import dev.venom.runtime.examples.cli.console.Console;
import picocli.CommandLine.Command;

/** Makes an operation wait. */
@Command(name = "pause", description = "Make a download wait; what it has is kept.")
final class PauseCommand extends ControlCommand {
    PauseCommand(Console console) {
        super(console);
    }

    @Override
    void ask(Operations operations, OperationId operation) {
        operations.pause(operation);
    }

    @Override
    boolean obeyed(OperationState state) {
        return state == OperationState.PAUSED;
    }
}
