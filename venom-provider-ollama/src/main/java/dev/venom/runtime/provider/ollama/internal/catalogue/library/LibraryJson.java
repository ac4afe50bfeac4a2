package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.venom.runtime.provider.ollama.internal.json.JsonReader;
import dev.venom.runtime.provider.ollama.internal.json.JsonText;
import java.io.IOException;
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

    private String source = "";
    private Optional<Instant> fetchedAt = Optional.empty();
    private Optional<String> etag = Optional.empty();
    private boolean paged;
    private final Map<String, LibraryModel> models = new LinkedHashMap<>();
    private List<String> warnings = List.of();

    private LibraryJson() {}

    static Library read(byte[] document) {
        LibraryJson library = new LibraryJson();
        JsonReader.read(document, json -> json.fields(field -> library.take(json, field)));
        return new Library(
                library.source,
                library.fetchedAt.orElse(Instant.EPOCH),
                library.etag,
                library.paged,
                List.copyOf(library.models.values()),
                library.warnings);
    }

    static byte[] write(Library library) {
        return JsonText.object(json -> {
                    json.writeStringField("source", library.source());
                    json.writeStringField("fetched_at", library.fetchedAt().toString());
                    if (library.etag().isPresent()) {
                        json.writeStringField("etag", library.etag().get());
                    }
                    json.writeBooleanField("paged", library.paged());
                    writeTexts(json, "warnings", library.warnings());
                    json.writeArrayFieldStart("models");
                    for (LibraryModel model : library.models()) {
                        write(json, model);
                    }
                    json.writeEndArray();
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    private void take(JsonReader json, String field) {
        switch (field) {
            case "source" -> source = json.text().orElse("");
            case "fetched_at" -> fetchedAt = json.text().flatMap(LibraryJson::instant);
            case "etag" -> etag = json.text();
            case "paged" -> paged = json.isTrue();
            case "warnings" -> warnings = json.texts(MOST_WARNINGS);
            case "models" -> ModelListReader.read(json, models);
            default -> {
                // of a later version
            }
        }
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void write(JsonGenerator json, LibraryModel model) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", model.name());
        if (model.summary().isPresent()) {
            json.writeStringField("summary", model.summary().get());
        }
        if (model.pulls().isPresent()) {
            json.writeNumberField("pulls", model.pulls().getAsLong());
        }
        writeTexts(json, "capabilities", model.capabilities());
        if (model.detailedAt().isPresent()) {
            json.writeStringField("detailed_at", model.detailedAt().get().toString());
        }
        json.writeArrayFieldStart("tags");
        for (LibraryTag tag : model.tags()) {
            write(json, tag);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, LibraryTag tag) throws IOException {
        json.writeStartObject();
        json.writeStringField("tag", tag.tag());
        if (tag.sizeBytes().isPresent()) {
            json.writeNumberField("size_bytes", tag.sizeBytes().getAsLong());
        }
        if (tag.contextLength().isPresent()) {
            json.writeNumberField("context_length", tag.contextLength().getAsLong());
        }
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
