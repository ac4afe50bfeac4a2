package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.OperationTable;
import dev.venom.runtime.examples.wire.OperationDocuments;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows operations, of whichever process. */
@Command(name = "operations", description = "Show recent operations, or one of them in full.")
final class OperationsCommand extends ManagedCommand {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "Only this operation.")
    private Optional<String> id = Optional.empty();

    OperationsCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        if (id.isPresent()) {
            showOne(KnownOperation.find(manager.operations(), new OperationId(id.get())));
        } else {
            showAll(manager.operations().list());
        }
        return ExitCodes.DONE;
    }

    private void showOne(OperationStatus status) {
        output().result(() -> OperationDocuments.list(List.of(status)), () -> OperationTable.full(status));
    }

    private void showAll(List<OperationStatus> statuses) {
        output().result(() -> OperationDocuments.list(statuses), () -> OperationTable.of(statuses));
    }
}
