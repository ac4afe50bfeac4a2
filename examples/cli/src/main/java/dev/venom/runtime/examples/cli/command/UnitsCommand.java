package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.UnitText;
import dev.venom.runtime.examples.wire.UnitDocuments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows or writes the service unit of a runtime. */
@Command(name = "units", description = "Show the service unit of a runtime, or install it.")
final class UnitsCommand extends LongCommand {
    @Parameters(index = "0", paramLabel = "show|install", description = "What to do.")
    private Verb verb = Verb.SHOW;

    @Parameters(index = "1", paramLabel = "RUNTIME", description = "The runtime.")
    private String runtime = "";

    /** What can be done to a unit. */
    enum Verb {
        SHOW,
        INSTALL
    }

    UnitsCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        UnitPlan unit = verb == Verb.INSTALL
                ? manager.runtimes().installUnit(runtime)
                : manager.runtimes().planUnit(runtime);
        output().result(() -> UnitDocuments.single(unit), () -> UnitText.of(unit));
        return ExitCodes.DONE;
    }
}
