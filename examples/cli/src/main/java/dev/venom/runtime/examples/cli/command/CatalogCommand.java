package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.CatalogueText;
import dev.venom.runtime.examples.wire.ListingDocument;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists everything that a provider has. */
@Command(name = "catalog", description = "List all models of a provider, such as ollama.")
final class CatalogCommand extends LongCommand {
    @Parameters(paramLabel = "PROVIDER", description = "Whose models: ollama.")
    private String provider = "";

    @Option(names = "--query", paramLabel = "TEXT", description = "Only models in which these words occur.")
    private String query = "";

    CatalogCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        Catalogue found = manager.models().catalogue(provider).matching(query);
        output().result(
                        () -> ListingDocument.of(found, manager.models().list()),
                        () -> CatalogueText.of(found, Instant.now()));
        return ExitCodes.DONE;
    }
}
