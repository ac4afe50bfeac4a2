package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import static dev.venom.runtime.provider.ollama.internal.json.Json.elements;
import static dev.venom.runtime.provider.ollama.internal.json.Json.text;
import static dev.venom.runtime.provider.ollama.internal.json.Json.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A library in JSON, as it is kept on disk and as the list in the jar has it:
 *
 * <pre>
 * {"source","fetched_at","etag"?,"paged","warnings":[],
 *  "models":[{"name","summary"?,"pulls"?,"capabilities":[],"detailed_at"?,
 *             "tags":[{"tag","size_bytes"?,"context_length"?}]}]}
 * </pre>
 */
final class LibraryJson {
    private static final int MOST_WARNINGS = 20;

    private LibraryJson() {}

    static Library read(byte[] document) {
        JsonNode json = Json.object(document);
        Map<String, LibraryModel> models = new LinkedHashMap<>();
        elements(json.path("models")).forEach(entry -> ModelListReader.add(entry, models));
        return new Library(
                text(json.path("source")).orElse(""),
                text(json.path("fetched_at")).flatMap(LibraryJson::instant).orElse(Instant.EPOCH),
                text(json.path("etag")),
                json.path("paged").booleanValue(),
                List.copyOf(models.values()),
                texts(json.path("warnings"), MOST_WARNINGS));
    }

    static byte[] write(Library library) {
        ObjectNode json = Json.object()
                .put("source", library.source())
                .put("fetched_at", library.fetchedAt().toString());
        library.etag().ifPresent(etag -> json.put("etag", etag));
        json.put("paged", library.paged());
        library.warnings().forEach(json.putArray("warnings")::add);
        ArrayNode models = json.putArray("models");
        library.models().forEach(model -> write(model, models.addObject()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(LibraryModel model, ObjectNode json) {
        json.put("name", model.name());
        model.summary().ifPresent(summary -> json.put("summary", summary));
        model.pulls().ifPresent(pulls -> json.put("pulls", pulls));
        model.capabilities().forEach(json.putArray("capabilities")::add);
        model.detailedAt().ifPresent(time -> json.put("detailed_at", time.toString()));
        ArrayNode tags = json.putArray("tags");
        model.tags().forEach(tag -> write(tag, tags.addObject()));
    }

    private static void write(LibraryTag tag, ObjectNode json) {
        json.put("tag", tag.tag());
        tag.sizeBytes().ifPresent(bytes -> json.put("size_bytes", bytes));
        tag.contextLength().ifPresent(length -> json.put("context_length", length));
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
