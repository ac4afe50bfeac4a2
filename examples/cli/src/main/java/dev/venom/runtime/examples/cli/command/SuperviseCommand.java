package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.RuntimeSupervision;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.operation.SupervisionView;
import dev.venom.runtime.examples.cli.orphan.OrphanReaper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keeps runtimes up until it is told to end, then stops them. */
@Command(name = "supervise", description = "Keep runtimes up until SIGTERM, then stop them; fit for PID 1.")
final class SuperviseCommand extends LongCommand {
    /** Each stop has its own limit. */
    private static final Duration TO_END = Duration.ofDays(1);

    @Parameters(
            paramLabel = "RUNTIME",
            arity = "0..*",
            description = "The runtimes; all that can be started from here where they are left out.")
    private List<String> runtimes = List.of();

    SuperviseCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        console().interruption().allow(TO_END);
        console().interruption().endWith(told::countDown);
        // Ends with the manager.
        manager.addListener(new SupervisionView(output()));
        try (OrphanReaper reaper = new OrphanReaper()) {
            reaper.beginWhereFirst();
            RuntimeSupervision supervision = manager.runtimes().supervise(runtimes);
            output().human("Supervising " + String.join(", ", supervision.runtimes()) + ".");
            told.await();
            List<VenomException> failures = supervision.shutDown();
            failures.forEach(failure -> console().errors().println(failure.code() + ": " + failure.getMessage()));
            return failures.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }
}
