package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import dev.venom.runtime.provider.ollama.internal.json.JsonReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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

    private final JsonReader json;
    private String name = "";
    private Optional<String> summary = Optional.empty();
    private OptionalLong pulls = OptionalLong.empty();
    private OptionalLong size = OptionalLong.empty();
    private OptionalLong context = OptionalLong.empty();
    private Optional<Instant> detailedAt = Optional.empty();
    private List<String> capabilities = List.of();
    private final List<LibraryTag> tags = new ArrayList<>();

    private ModelListReader(JsonReader json) {
        this.json = json;
    }

    /**
     * Reads the array on which the reader stands; does nothing where this is none.
     *
     * @param json the reader
     * @param models takes the models by their names, in order; what it has got stays there where the document breaks off
     */
    public static void read(JsonReader json, Map<String, LibraryModel> models) {
        if (json.isArray()) {
            json.elements(() -> {
                if (json.isObject() && models.size() < MOST_MODELS) {
                    new ModelListReader(json)
                            .model()
                            .ifPresent(model -> models.merge(model.name(), model, LibraryModel::or));
                }
            });
        }
    }

    private Optional<LibraryModel> model() {
        json.fields(this::take);
        int colon = name.indexOf(':');
        String base = colon < 0 ? name : name.substring(0, colon);
        if (colon >= 0) {
            add(new LibraryTag(name.substring(colon + 1), size, context));
        }
        if (!LibraryModel.isName(base) || colon >= 0 && tags.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LibraryModel(base, summary, pulls, capabilities, tags, detailedAt));
    }

    private void take(String field) {
        switch (field) {
            case "name", "model" -> name = json.text().orElse(name);
            case "summary", "description" -> summary = json.text().map(ModelListReader::shortened);
            case "pulls", "downloads" -> pulls = json.number();
            case "size", "size_bytes" -> size = json.number();
            case "context_length" -> context = json.number();
            case "detailed_at" -> detailedAt = json.text().flatMap(LibraryJson::instant);
            case "capabilities" -> capabilities = json.texts(MOST_CAPABILITIES);
            case "tags" -> takeTags();
            default -> {
                // of no use here
            }
        }
    }

    private void takeTags() {
        if (json.isArray()) {
            json.elements(() -> {
                if (json.isObject()) {
                    takeTag();
                } else {
                    json.text().ifPresent(tag -> add(LibraryTag.named(tag)));
                }
            });
        }
    }

    private void takeTag() {
        String[] tag = {""};
        OptionalLong[] numbers = {OptionalLong.empty(), OptionalLong.empty()};
        json.fields(field -> {
            switch (field) {
                case "tag", "name" -> tag[0] = json.text().orElse("");
                case "size", "size_bytes" -> numbers[0] = json.number();
                case "context_length" -> numbers[1] = json.number();
                default -> {
                    // of no use here
                }
            }
        });
        add(new LibraryTag(tag[0].substring(tag[0].indexOf(':') + 1), numbers[0], numbers[1]));
    }

    private void add(LibraryTag tag) {
        if (tags.size() < MOST_TAGS && LibraryTag.isLocalTag(tag.tag())) {
            tags.add(new LibraryTag(tag.tag(), positive(tag.sizeBytes()), positive(tag.contextLength())));
        }
    }

    private static OptionalLong positive(OptionalLong number) {
        return number.isPresent() && number.getAsLong() > 0 ? number : OptionalLong.empty();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_SUMMARY ? line.substring(0, LONGEST_SUMMARY) : line;
    }
}
