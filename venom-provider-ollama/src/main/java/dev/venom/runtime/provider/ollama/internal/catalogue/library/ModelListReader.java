package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import static dev.venom.runtime.provider.ollama.internal.json.Json.elements;
import static dev.venom.runtime.provider.ollama.internal.json.Json.number;
import static dev.venom.runtime.provider.ollama.internal.json.Json.text;
import static dev.venom.runtime.provider.ollama.internal.json.Json.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Reads models from JSON: of this module's own files, of a catalogue that somebody serves, and of an answer of {@code
 * /api/tags}. An entry is {@code {"name" or "model","summary" or "description","pulls" or
 * "downloads","capabilities":[],"size" or "size_bytes","context_length","tags":["270m" or {"tag" or "name",...}]}}; a name
 * may carry its tag, and entries of one model are put together. What is no name, and what is beyond the limits, is left
 * out.
 */
public final class ModelListReader {
    private static final int MOST_MODELS = 2_000;
    private static final int MOST_TAGS = 15;
    private static final int MOST_CAPABILITIES = 10;
    private static final int LONGEST_SUMMARY = 300;

    private ModelListReader() {}

    /**
     * Adds one entry.
     *
     * @param entry an entry of the list; anything else than an object is passed over
     * @param models takes the model by its name, in order
     */
    public static void add(JsonNode entry, Map<String, LibraryModel> models) {
        if (entry.isObject() && models.size() < MOST_MODELS) {
            model(entry).ifPresent(model -> models.merge(model.name(), model, LibraryModel::or));
        }
    }

    private static Optional<LibraryModel> model(JsonNode json) {
        String name = text(either(json, "model", "name")).orElse("");
        int colon = name.indexOf(':');
        String base = colon < 0 ? name : name.substring(0, colon);
        List<LibraryTag> tags = tags(json);
        if (colon >= 0 && tags.size() < MOST_TAGS) {
            tags.addAll(usable(tag(name.substring(colon + 1), json)));
        }
        if (!LibraryModel.isName(base) || colon >= 0 && tags.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LibraryModel(
                base,
                text(either(json, "summary", "description")).map(ModelListReader::shortened),
                number(either(json, "pulls", "downloads")),
                texts(json.path("capabilities"), MOST_CAPABILITIES),
                tags,
                text(json.path("detailed_at")).flatMap(LibraryJson::instant)));
    }

    private static List<LibraryTag> tags(JsonNode json) {
        return elements(json.path("tags"))
                .map(ModelListReader::tag)
                .flatMap(tag -> usable(tag).stream())
                .limit(MOST_TAGS)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static LibraryTag tag(JsonNode json) {
        if (!json.isObject()) {
            return LibraryTag.named(text(json).orElse(""));
        }
        String name = text(either(json, "tag", "name")).orElse("");
        return tag(name.substring(name.indexOf(':') + 1), json);
    }

    private static LibraryTag tag(String name, JsonNode json) {
        return new LibraryTag(
                name,
                positive(number(either(json, "size_bytes", "size"))),
                positive(number(json.path("context_length"))));
    }

    private static List<LibraryTag> usable(LibraryTag tag) {
        return LibraryTag.isLocalTag(tag.tag()) ? List.of(tag) : List.of();
    }

    private static JsonNode either(JsonNode json, String name, String other) {
        return json.has(name) ? json.path(name) : json.path(other);
    }

    private static OptionalLong positive(OptionalLong number) {
        return number.isPresent() && number.getAsLong() > 0 ? number : OptionalLong.empty();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_SUMMARY ? line.substring(0, LONGEST_SUMMARY) : line;
    }
}
