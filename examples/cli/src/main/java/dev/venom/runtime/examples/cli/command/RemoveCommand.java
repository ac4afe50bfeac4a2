package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RemovalReport;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.operation.OperationFollower;
import dev.venom.runtime.examples.cli.text.Amounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a model away. */
@Command(name = "remove", aliases = "rm", description = "Remove an installed model.")
final class RemoveCommand extends LongCommand {
    @Parameters(paramLabel = "REF", description = "The model: provider:name[@revision].")
    private String reference = "";

    RemoveCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) throws InterruptedException {
        ModelRef ref = ModelRef.parse(reference);
        RemovalReport report = new OperationFollower(console(), manager)
                .run(() -> manager.models().remove(ref));
        output().human("Removed " + report.ref() + ", freed " + Amounts.bytes(report.freedBytes()));
        return ExitCodes.DONE;
    }
}
