package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import dev.venom.runtime.provider.ollama.internal.catalogue.library.LibraryModel;
import dev.venom.runtime.provider.ollama.internal.catalogue.library.ModelListReader;
import dev.venom.runtime.provider.ollama.internal.json.JsonReader;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
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
        try {
            JsonReader.read(document, json -> {
                if (json.isObject()) {
                    json.fields(field -> {
                        if (field.equals("models")) {
                            ModelListReader.read(json, models);
                        }
                    });
                } else {
                    ModelListReader.read(json, models);
                }
            });
            return new JsonPage(List.copyOf(models.values()), false);
        } catch (MalformedJsonException brokenOff) {
            return new JsonPage(List.copyOf(models.values()), true);
        }
    }
}
