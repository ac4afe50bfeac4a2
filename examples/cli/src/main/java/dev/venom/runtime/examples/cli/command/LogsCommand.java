package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cli.console.BrokenOutputException;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.wire.LogDocuments;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a runtime wrote. */
@Command(name = "logs", description = "Show what a runtime wrote, without secrets.")
final class LogsCommand extends LongCommand {
    @Parameters(paramLabel = "RUNTIME", description = "The runtime.")
    private String runtime = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it writes, until Ctrl+C.")
    private boolean follows;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines to begin with; 200 where it is left out.")
    private int lines = 200;

    LogsCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) throws InterruptedException {
        if (follows) {
            follow(manager.runtimes());
        } else {
            List<String> last = manager.runtimes().logs(runtime, lines);
            output().result(() -> LogDocuments.list(last), () -> String.join("\n", last));
        }
        return ExitCodes.DONE;
    }

    private void follow(Runtimes runtimes) throws InterruptedException {
        CompletableFuture<BrokenOutputException> readerGone = new CompletableFuture<>();
        runtimes.logs(runtime, lines).forEach(this::show);
        // Ends with the manager.
        runtimes.followLogs(runtime, line -> {
            try {
                show(line);
            } catch (BrokenOutputException gone) {
                readerGone.complete(gone);
            }
        });
        try {
            throw readerGone.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void show(String line) {
        output().result(() -> LogDocuments.line(line), () -> line);
    }
}
