package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.repository.GgufFacts;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.wire.Query;
import java.util.List;
import java.util.Locale;

/**
 * Which models a search finds. All conditions must hold.
 *
 * @param query the search's parameters
 */
record ModelFilter(Query query) {

    boolean matches(HubRepository model) {
        return matchesWords(model)
                && query.first("author").map(model.author()::equalsIgnoreCase).orElse(true)
                && model.facts().tags().containsAll(query.all("filter"))
                && query.all("apps").stream().allMatch(app -> runsOn(model, app))
                && query.first("pipeline_tag")
                        .map(tag ->
                                model.facts().pipelineTag().filter(tag::equals).isPresent())
                        .orElse(true)
                && query.first("gated")
                        .map(wanted ->
                                Boolean.parseBoolean(wanted) == model.access().isGated())
                        .orElse(true)
                && query.first("num_parameters")
                        .map(range -> ParameterRange.parse(range).contains(parameters(model)))
                        .orElse(true);
    }

    private boolean matchesWords(HubRepository model) {
        String id = model.id().toLowerCase(Locale.ROOT);
        return query.all("search").stream()
                .flatMap(text -> List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream())
                .allMatch(id::contains);
    }

    private static boolean runsOn(HubRepository model, String app) {
        String extension = app.equals("ollama") || app.equals("llama.cpp") ? ".gguf" : ".safetensors";
        return model.facts().tags().contains(app)
                || model.head().files().keySet().stream().anyMatch(path -> path.endsWith(extension));
    }

    private static long parameters(HubRepository model) {
        return model.facts()
                .gguf()
                .map(GgufFacts::parameters)
                .orElseGet(() -> SafetensorsSummary.of(model, model.head()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }
}
