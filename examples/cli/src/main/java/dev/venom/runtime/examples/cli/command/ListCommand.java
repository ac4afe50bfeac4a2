package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.ModelTable;
import dev.venom.runtime.examples.wire.ModelDocuments;
import dev.venom.runtime.examples.wire.Serving;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists what is installed. */
@Command(name = "list", aliases = "ls", description = "List the installed models.")
final class ListCommand extends ManagedCommand {
    ListCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        List<InstalledModel> models = manager.models().list();
        Serving serving = Serving.of(manager.runtimes().activeModels());
        output().result(() -> ModelDocuments.list(models, serving), () -> ModelTable.of(models));
        return ExitCodes.DONE;
    }
}
