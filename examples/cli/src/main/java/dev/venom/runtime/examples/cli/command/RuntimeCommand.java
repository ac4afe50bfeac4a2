package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.operation.OperationFollower;
import dev.venom.runtime.examples.cli.text.RuntimeTable;
import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does something to a runtime. What it began lives on when the command returns. */
abstract class RuntimeCommand extends LongCommand {
    /** A cancelled start takes back what it started; a stop under way is not left half done. */
    private static final Duration TO_END = Duration.ofSeconds(30);

    @Parameters(paramLabel = "RUNTIME", description = "The runtime.")
    private String runtime = "";

    @Option(names = "--wait", description = "Queue behind an operation that holds the runtime, instead of failing.")
    private boolean waits;

    RuntimeCommand(Console console) {
        super(console);
    }

    /** Begins it. */
    abstract Operation<RuntimeStatus> begin(Runtimes runtimes, String name, WhenBusy busy);

    @Override
    final int run(ModelManager manager) throws InterruptedException {
        console().interruption().allow(TO_END);
        WhenBusy busy = waits ? WhenBusy.WAIT : WhenBusy.REFUSE;
        RuntimeStatus status =
                new OperationFollower(console(), manager).run(() -> begin(manager.runtimes(), runtime, busy));
        output().human(RuntimeTable.sentence(status));
        return ExitCodes.DONE;
    }
}
