package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.ReportText;
import dev.venom.runtime.examples.wire.PruneDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what nothing uses. */
@Command(name = "prune", description = "Remove unfinished downloads, orphaned files and old journals.")
final class PruneCommand extends ManagedCommand {
    @Option(names = "--dry-run", description = "Only show what would be removed.")
    private boolean dryRun;

    PruneCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        PruneReport report =
                dryRun ? manager.models().previewPrune() : manager.models().prune();
        output().result(() -> PruneDocument.of(report), () -> ReportText.of(report));
        return report.troubles().isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
