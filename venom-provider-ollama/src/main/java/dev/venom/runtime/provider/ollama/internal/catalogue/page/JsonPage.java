package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryModel;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.ModelListReader;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A source that answers in JSON: {@code {"models":[...]}} or the array alone, as {@link ModelListReader} has it.
 *
 * @param models as far as they could be read
 * @param broken true where the document is no JSON from some point on
 */
public record JsonPage(List<LibraryModel> models, boolean broken) {
    /** Copies the list. */
    public JsonPage {
        models = List.copyOf(models);
    }

    /**
     * Reads a document.
     *
     * @param document its bytes
     * @return what could be made out
     */
    public static JsonPage read(byte[] document) {
        Map<String, LibraryModel> models = new LinkedHashMap<>();
        try (JsonParser json = Json.parser(document)) {
            read(json, models);
            return new JsonPage(List.copyOf(models.values()), false);
        } catch (IOException | MalformedJsonException brokenOff) {
            return new JsonPage(List.copyOf(models.values()), true);
        }
    }

    private static void read(JsonParser json, Map<String, LibraryModel> models) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw new MalformedJsonException("empty document");
        }
        if (first == JsonToken.START_ARRAY) {
            readList(json, models);
        }
        while (first == JsonToken.START_OBJECT && json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isList = json.currentName().equals("models");
            if (json.nextToken() == JsonToken.START_ARRAY && isList) {
                readList(json, models);
            }
            json.skipChildren();
        }
    }

    private static void readList(JsonParser json, Map<String, LibraryModel> models) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ModelListReader.add(json.readValueAsTree(), models);
        }
    }
}
