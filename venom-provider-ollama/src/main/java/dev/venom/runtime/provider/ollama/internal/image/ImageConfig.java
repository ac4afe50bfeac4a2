package dev.venom.runtime.provider.ollama.internal.image;

import static dev.venom.runtime.provider.ollama.internal.json.Json.number;
import static dev.venom.runtime.provider.ollama.internal.json.Json.text;
import static dev.venom.runtime.provider.ollama.internal.json.Json.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the configuration of a model says of it. Immutable.
 *
 * @param format such as {@code gguf} or {@code safetensors}
 * @param family the architecture, such as {@code gemma3}
 * @param size the number of weights in words, such as {@code 8.0B}
 * @param quantization such as {@code Q4_K_M}
 * @param contextLength longest sequence in tokens
 * @param requiredVersion least version of Ollama that runs it
 * @param remoteHost where it runs, if that is not here
 * @param capabilities such as {@code completion} and {@code embedding}
 */
public record ImageConfig(
        Optional<String> format,
        Optional<String> family,
        Optional<String> size,
        Optional<String> quantization,
        OptionalLong contextLength,
        Optional<String> requiredVersion,
        Optional<String> remoteHost,
        List<String> capabilities) {
    /** Says nothing. */
    public static final ImageConfig UNKNOWN = new ImageConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    private static final int MOST_CAPABILITIES = 32;

    /** Copies the list. */
    public ImageConfig {
        capabilities = List.copyOf(capabilities);
    }

    /**
     * Reads a configuration.
     *
     * @param document its bytes
     * @return what it says
     * @throws dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException if it is not JSON
     */
    public static ImageConfig read(byte[] document) {
        JsonNode json = Json.object(document);
        return new ImageConfig(
                word(json.path("model_format")),
                word(json.path("model_family")),
                word(json.path("model_type")),
                word(json.path("file_type")),
                number(json.path("context_length")),
                word(json.path("requires")),
                word(json.path("remote_host")),
                texts(json.path("capabilities"), MOST_CAPABILITIES));
    }

    /** Words that can be shown; anything else is nobody's name of anything. */
    private static Optional<String> word(JsonNode value) {
        return text(value).filter(text -> text.matches("[\\x21-\\x7e]{1,200}"));
    }
}
