package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.RuntimeTable;
import dev.venom.runtime.examples.wire.RuntimeDocuments;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how the runtimes are. */
@Command(name = "runtimes", aliases = "ps", description = "Show the runtimes and how they are.")
final class RuntimesCommand extends LongCommand {
    @Option(names = "--probe", description = "Let each produce one real token: the only proof that it generates.")
    private boolean probes;

    RuntimesCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        List<RuntimeStatus> statuses =
                probes ? manager.runtimes().probe() : manager.runtimes().list();
        output().result(() -> RuntimeDocuments.list(statuses), () -> RuntimeTable.of(statuses));
        return ExitCodes.DONE;
    }
}
