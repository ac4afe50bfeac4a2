package dev.venom.runtime.provider.ollama.internal.daemon;

import dev.venom.runtime.provider.ollama.internal.image.ImageConfig;
import dev.venom.runtime.provider.ollama.internal.json.JsonReader;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model as a daemon lists it, installed ({@code /api/tags}) or loaded ({@code /api/ps}). Immutable.
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
        List<DaemonModel> models = new ArrayList<>();
        boolean[] isList = {false};
        JsonReader.read(
                document,
                json -> json.fields(field -> {
                    if (field.equals("models") && json.isArray()) {
                        isList[0] = true;
                        json.elements(() -> {
                            if (models.size() < MOST_MODELS) {
                                new Reader().read(json).ifPresent(models::add);
                            }
                        });
                    }
                }));
        if (!isList[0]) {
            throw new MalformedJsonException("no list of models");
        }
        return models;
    }

    private static final class Reader {
        private String name = "";
        private String digest = "";
        private long sizeBytes;
        private OptionalLong vramBytes = OptionalLong.empty();
        private Optional<Instant> modifiedAt = Optional.empty();
        private Optional<Instant> expiresAt = Optional.empty();
        private Optional<String> format = Optional.empty();
        private Optional<String> family = Optional.empty();
        private Optional<String> size = Optional.empty();
        private Optional<String> quantization = Optional.empty();
        private OptionalLong contextLength = OptionalLong.empty();
        private Optional<String> remoteHost = Optional.empty();
        private List<String> capabilities = List.of();

        private Optional<DaemonModel> read(JsonReader json) {
            json.fields(field -> field(field, json));
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new DaemonModel(
                            name,
                            digest,
                            sizeBytes,
                            vramBytes,
                            modifiedAt,
                            expiresAt,
                            new ImageConfig(
                                    format,
                                    family,
                                    size,
                                    quantization,
                                    contextLength,
                                    Optional.empty(),
                                    remoteHost,
                                    capabilities)));
        }

        private void field(String field, JsonReader json) {
            switch (field) {
                case "model" -> name = json.text().orElse(name);
                case "name" -> name = name.isEmpty() ? json.text().orElse("") : name;
                case "digest" -> digest = json.text().orElse("");
                case "size" -> sizeBytes = json.number().orElse(0);
                case "size_vram" -> vramBytes = json.number();
                case "modified_at" -> modifiedAt = json.text().flatMap(Reader::time);
                case "expires_at" -> expiresAt = json.text().flatMap(Reader::time);
                case "context_length" -> contextLength = json.number();
                case "remote_host" -> remoteHost = json.text().filter(host -> !host.isEmpty());
                case "capabilities" -> capabilities = json.texts(MOST_CAPABILITIES);
                case "details" -> json.fields(detail -> detail(detail, json));
                default -> {}
            }
        }

        private void detail(String field, JsonReader json) {
            Optional<String> text = json.text().filter(value -> !value.isEmpty());
            switch (field) {
                case "format" -> format = text;
                case "family" -> family = text;
                case "parameter_size" -> size = text;
                case "quantization_level" -> quantization = text;
                case "context_length" -> contextLength = contextLength.isPresent() ? contextLength : json.number();
                default -> {}
            }
        }

        private static Optional<Instant> time(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException strange) {
                return Optional.empty();
            }
        }
    }
}
