package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.operation.OperationFollower;
import dev.venom.runtime.examples.cli.text.RuntimeTable;
import dev.venom.runtime.examples.cli.text.StepText;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an installed model the one that a runtime serves. */
@Command(
        name = "activate",
        description = "Make an installed model the one that a runtime serves, or leave the runtime as it was.")
final class ActivateCommand extends LongCommand {
    /** Who interrupts a switch gets the former model back, and that is a start of its own. */
    private static final Duration TO_ROLL_BACK = Duration.ofMinutes(30);

    @Parameters(index = "0", paramLabel = "RUNTIME", description = "The runtime.")
    private String runtime = "";

    @Parameters(index = "1", paramLabel = "REF", description = "The model: provider:name[@revision].")
    private String reference = "";

    @Option(
            names = "--drain",
            paramLabel = "wait|kill",
            description = "Wait until no request is being answered (the default), or do not.")
    private ActivationRequest.Drain drain = ActivationRequest.Drain.WAIT;

    @Option(
            names = "--wait",
            description = "Queue behind an operation that holds the runtime, and wait for an install of the model.")
    private boolean waits;

    @Option(names = "--allow-incompatible", description = "Try it although a check says that it can't work.")
    private boolean incompatibleAllowed;

    ActivateCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) throws InterruptedException {
        console().interruption().allow(TO_ROLL_BACK);
        ActivationRequest request = new ActivationRequest(
                runtime,
                ModelRef.parse(reference),
                drain,
                waits ? WhenBusy.WAIT : WhenBusy.REFUSE,
                incompatibleAllowed);
        OperationStatus done = new OperationFollower(console(), manager)
                .runToEnd(() -> manager.runtimes().activate(request));
        output().human(StepText.of(done.steps()));
        output().human(RuntimeTable.sentence(manager.runtimes().status(runtime)));
        return ExitCodes.DONE;
    }
}
