package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.core.Operations;
import dev.venom.runtime.examples.cli.console.Console;
import picocli.CommandLine.Command;

/** Ends an operation. */
@Command(name = "cancel", description = "End an operation; what was downloaded is kept.")
final class CancelCommand extends ControlCommand {
    CancelCommand(Console console) {
        super(console);
    }

    @Override
    void ask(Operations operations, OperationId operation) {
        operations.cancel(operation);
    }

    @Override
    boolean obeyed(OperationState state) {
        return state.isTerminal();
    }
}
