package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.runtime.Diagnosis;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.DiagnosisText;
import dev.venom.runtime.examples.wire.RuntimeDocuments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks at a runtime from all sides. */
@Command(name = "diagnose", description = "Look at a runtime from all sides, and say what it means.")
final class DiagnoseCommand extends LongCommand {
    @Parameters(paramLabel = "RUNTIME", description = "The runtime.")
    private String runtime = "";

    DiagnoseCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        Diagnosis diagnosis = manager.runtimes().diagnose(runtime);
        output().result(() -> RuntimeDocuments.diagnosis(diagnosis), () -> DiagnosisText.of(diagnosis));
        return ExitCodes.DONE;
    }
}
