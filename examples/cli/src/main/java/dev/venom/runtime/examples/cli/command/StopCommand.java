package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cli.console.Console;
import picocli.CommandLine.Command;

/** Stop a runtime until nothing of it is left. */
@Command(name = "stop", description = "Stop a runtime until nothing of it is left.")
final class StopCommand extends RuntimeCommand {
    StopCommand(Console console) {
        super(console);
    }

    @Override
    Operation<RuntimeStatus> begin(Runtimes runtimes, String runtime, WhenBusy busy) {
        return runtimes.stop(runtime, busy);
    }
}
