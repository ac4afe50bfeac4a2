package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.operation.OperationFollower;
import dev.venom.runtime.examples.cli.text.OperationTable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Repeats an operation that has ended, as a new one. */
@Command(name = "retry", description = "Repeat an operation that failed or was cancelled.")
final class RetryCommand extends LongCommand {
    @Parameters(paramLabel = "ID", description = "The operation.")
    private String id = "";

    RetryCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) throws InterruptedException {
        OperationId operation = new OperationId(id);
        OperationStatus status = new OperationFollower(console(), manager)
                .runToEnd(() -> manager.operations().retry(operation));
        output().human(OperationTable.of(List.of(status)));
        return ExitCodes.DONE;
    }
}
