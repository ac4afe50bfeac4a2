package dev.venom.runtime.provider.ollama.internal.image;

import dev.venom.runtime.provider.ollama.internal.json.JsonReader;
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
        Reader reader = new Reader();
        JsonReader.read(document, json -> json.fields(name -> reader.field(name, json)));
        return reader.config();
    }

    private static final class Reader {
        private Optional<String> format = Optional.empty();
        private Optional<String> family = Optional.empty();
        private Optional<String> size = Optional.empty();
        private Optional<String> quantization = Optional.empty();
        private OptionalLong contextLength = OptionalLong.empty();
        private Optional<String> requiredVersion = Optional.empty();
        private Optional<String> remoteHost = Optional.empty();
        private List<String> capabilities = List.of();

        private void field(String name, JsonReader json) {
            switch (name) {
                case "model_format" -> format = word(json);
                case "model_family" -> family = word(json);
                case "model_type" -> size = word(json);
                case "file_type" -> quantization = word(json);
                case "context_length" -> contextLength = json.number();
                case "requires" -> requiredVersion = word(json);
                case "remote_host" -> remoteHost = word(json);
                case "capabilities" -> capabilities = json.texts(MOST_CAPABILITIES);
                default -> {}
            }
        }

        /** Words that can be shown; anything else is nobody's name of anything. */
        private static Optional<String> word(JsonReader json) {
            return json.text().filter(text -> text.matches("[\\x21-\\x7e]{1,200}"));
        }

        private ImageConfig config() {
            return new ImageConfig(
                    format, family, size, quantization, contextLength, requiredVersion, remoteHost, capabilities);
        }
    }
}
