package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.PlanText;
import dev.venom.runtime.examples.wire.PlanDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what an install would do. */
@Command(name = "plan", description = "Show what an install would do, without doing it.")
final class PlanCommand extends LongCommand {
    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    PlanCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        InstallPlan plan = manager.models().plan(selection.request().build());
        output().result(() -> PlanDocument.of(plan), () -> PlanText.of(plan));
        return ExitCodes.DONE;
    }
}
