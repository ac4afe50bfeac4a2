package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.cli.text.ListingTable;
import dev.venom.runtime.examples.wire.ListingDocument;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds models that can be had. */
@Command(name = "search", description = "Find models that can be had.")
final class SearchCommand extends LongCommand {
    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "Words to find.")
    private List<String> words = List.of();

    @Option(names = "--provider", paramLabel = "P", description = "Only this provider: hf or ollama.")
    private Optional<String> provider = Optional.empty();

    @Option(names = "--runtime", paramLabel = "ID", description = "Only models fit for this kind of runtime.")
    private Optional<String> runtime = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Most results of a provider (default ${DEFAULT-VALUE}).")
    private int limit = SearchRequest.DEFAULT_LIMIT;

    SearchCommand(Console console) {
        super(console);
    }

    @Override
    int run(ModelManager manager) {
        List<ModelListing> found =
                manager.models().search(new SearchRequest(String.join(" ", words), provider, runtime, limit));
        output().result(() -> ListingDocument.of(found, manager.models().list()), () -> ListingTable.of(found));
        return ExitCodes.DONE;
    }
}
