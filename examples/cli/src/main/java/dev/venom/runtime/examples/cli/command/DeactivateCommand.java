package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cli.console.Console;
import picocli.CommandLine.Command;

/** Ends the serving of a runtime's active model. */
@Command(
        name = "deactivate",
        description = "Unload the active model of a runtime, or stop the runtime where it can't unload.")
final class DeactivateCommand extends RuntimeCommand {
    DeactivateCommand(Console console) {
        super(console);
    }

    @Override
    Operation<RuntimeStatus> begin(Runtimes runtimes, String runtime, WhenBusy busy) {
        return runtimes.deactivate(runtime, busy);
    }
}
