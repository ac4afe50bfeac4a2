package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cli.console.Console;
import picocli.CommandLine.Command;

/** Start a runtime and wait until it is proved ready. */
@Command(name = "start", description = "Start a runtime and wait until it is proved ready.")
final class StartCommand extends RuntimeCommand {
    StartCommand(Console console) {
        super(console);
    }

    @Override
    Operation<RuntimeStatus> begin(Runtimes runtimes, String runtime, WhenBusy busy) {
        return runtimes.start(runtime, busy);
    }
}
