package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cli.console.Console;
import picocli.CommandLine.Command;

/** Stop a runtime and start it again. */
@Command(name = "restart", description = "Stop a runtime and start it again.")
final class RestartCommand extends RuntimeCommand {
    RestartCommand(Console console) {
        super(console);
    }

    @Override
    Operation<RuntimeStatus> begin(Runtimes runtimes, String runtime, WhenBusy busy) {
        return runtimes.restart(runtime, busy);
    }
}
