package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.Operations;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.OperationTable;
import dev.venom.runtime.examples.wire.OperationDocuments;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Asks an operation for something, in whichever process it runs, and shows how it stands once it has obeyed. */
abstract class ControlCommand extends ManagedCommand {
    @Parameters(paramLabel = "ID", description = "The operation.")
    private String id = "";

    ControlCommand(Console console) {
        super(console);
    }

    /** Makes the request. */
    abstract void ask(Operations operations, OperationId operation);

    /** Whether the operation stands as it was asked to. */
    abstract boolean obeyed(OperationState state);

    @Override
    final int run(ModelManager manager) throws InterruptedException {
        OperationId operation = new OperationId(id);
        ask(manager.operations(), operation);
        OperationStatus status = ControlWait.await(manager.operations(), operation, this::obeyed);
        output().result(() -> OperationDocuments.event(status), () -> OperationTable.of(List.of(status)));
        return ExitCodes.DONE;
    }
}
