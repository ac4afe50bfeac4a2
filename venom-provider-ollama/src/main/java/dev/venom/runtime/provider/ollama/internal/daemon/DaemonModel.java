package dev.venom.runtime.provider.ollama.internal.daemon;

import static dev.venom.runtime.provider.ollama.internal.json.Json.elements;
import static dev.venom.runtime.provider.ollama.internal.json.Json.number;
import static dev.venom.runtime.provider.ollama.internal.json.Json.text;
import static dev.venom.runtime.provider.ollama.internal.json.Json.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.provider.ollama.internal.image.ImageConfig;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model as a daemon lists it, installed ({@code /api/tags}) or loaded ({@code /api/ps}). Immutable.
 *
 * <pre>
 * {"model" or "name", "digest", "size", "size_vram", "modified_at", "expires_at", "context_length", "remote_host",
 *  "capabilities": [], "details": {"format", "family", "parameter_size", "quantization_level", "context_length"}}
 * </pre>
 *
 * @param name its short name with its tag
 * @param digest of its manifest, hexadecimal
 * @param sizeBytes length of its contents; of a loaded model the memory it takes
 * @param vramBytes of that on GPUs; empty for one that is not loaded
 * @param modifiedAt when its manifest was written
 * @param expiresAt when it is unloaded; empty for one that is not loaded
 * @param config what is said of it
 */
public record DaemonModel(
        String name,
        String digest,
        long sizeBytes,
        OptionalLong vramBytes,
        Optional<Instant> modifiedAt,
        Optional<Instant> expiresAt,
        ImageConfig config) {
    private static final int MOST_MODELS = 100_000;
    private static final int MOST_CAPABILITIES = 32;

    /** Reads {@code {"models":[...]}}. */
    static List<DaemonModel> list(byte[] document) {
        JsonNode models = Json.object(document).path("models");
        if (!models.isArray()) {
            throw new MalformedJsonException("no list of models");
        }
        return elements(models)
                .limit(MOST_MODELS)
                .map(Json::requireObject)
                .map(DaemonModel::of)
                .filter(model -> !model.name.isEmpty())
                .toList();
    }

    private static DaemonModel of(JsonNode json) {
        return new DaemonModel(
                word(json, "model").or(() -> word(json, "name")).orElse(""),
                text(json.path("digest")).orElse(""),
                number(json.path("size")).orElse(0),
                number(json.path("size_vram")),
                text(json.path("modified_at")).flatMap(DaemonModel::time),
                text(json.path("expires_at")).flatMap(DaemonModel::time),
                config(json, json.path("details")));
    }

    private static ImageConfig config(JsonNode json, JsonNode details) {
        OptionalLong contextLength = number(json.path("context_length"));
        return new ImageConfig(
                word(details, "format"),
                word(details, "family"),
                word(details, "parameter_size"),
                word(details, "quantization_level"),
                contextLength.isPresent() ? contextLength : number(details.path("context_length")),
                Optional.empty(),
                word(json, "remote_host"),
                texts(json.path("capabilities"), MOST_CAPABILITIES));
    }

    private static Optional<String> word(JsonNode json, String field) {
        return text(json.path(field)).filter(word -> !word.isEmpty());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException strange) {
            return Optional.empty();
        }
    }
}
