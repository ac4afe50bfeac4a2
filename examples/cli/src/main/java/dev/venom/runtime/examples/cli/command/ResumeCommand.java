package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.Operations;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.operation.OperationFollower;
import dev.venom.runtime.examples.cli.text.OperationTable;
import dev.venom.runtime.examples.wire.OperationDocuments;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets an operation go on: in its own process, where that lives, and here if it is interrupted. */
@Command(name = "resume", description = "Let a paused operation go on, or one whose process is gone.")
final class ResumeCommand extends LongCommand {
    @Parameters(paramLabel = "ID", description = "The operation.")
    private String id = "";

    ResumeCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) throws InterruptedException {
        OperationId operation = new OperationId(id);
        if (KnownOperation.find(manager.operations(), operation).state().isUnderWay()) {
            wake(manager.operations(), operation);
        } else {
            runHere(manager, operation);
        }
        return ExitCodes.DONE;
    }

    private void runHere(ModelManager manager, OperationId operation) throws InterruptedException {
        OperationStatus status = new OperationFollower(console(), manager)
                .runToEnd(() -> manager.operations().resume(operation));
        output().human(OperationTable.of(List.of(status)));
    }

    private void wake(Operations operations, OperationId operation) throws InterruptedException {
        operations.resume(operation);
        OperationStatus status = ControlWait.await(operations, operation, state -> state != OperationState.PAUSED);
        output().result(() -> OperationDocuments.event(status), () -> OperationTable.of(List.of(status)));
    }
}
