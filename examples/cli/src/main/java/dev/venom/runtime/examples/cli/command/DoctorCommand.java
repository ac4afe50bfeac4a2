package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.ReportText;
import dev.venom.runtime.examples.wire.ExaminationDocument;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Tells what is wrong, or right, with this host. */
@Command(name = "doctor", description = "Examine this host: Java, disk, permissions, providers.")
final class DoctorCommand extends LongCommand {
    DoctorCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        List<Verdict> checks = new ArrayList<>(HostFacts.gather());
        checks.addAll(manager.host().examine());
        output().result(() -> ExaminationDocument.of(checks), () -> ReportText.checks(checks));
        boolean refused = checks.stream().anyMatch(check -> check.result() == Verdict.Result.REFUSE);
        return refused ? ExitCodes.FAILED : ExitCodes.DONE;
    }
}
