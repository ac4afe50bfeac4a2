package dev.venom.runtime.core.internal.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.TransformerShape;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What {@code config.json} says about a Hugging Face model. Immutable.
 *
 * @param architectures class names such as {@code LlamaForCausalLM}
 * @param dataType the type of the weights, by its name in safetensors files
 * @param contextLength longest sequence in tokens
 * @param quantization how the weights are quantized
 * @param shape measures of the text model
 */
record ModelConfiguration(
        List<String> architectures,
        Optional<String> dataType,
        OptionalLong contextLength,
        QuantizationScheme quantization,
        Optional<TransformerShape> shape) {
    static final ModelConfiguration UNKNOWN = new ModelConfiguration(
            List.of(), Optional.empty(), OptionalLong.empty(), QuantizationScheme.NONE, Optional.empty());

    private static final int LONGEST_BYTES = 4 << 20;
    private static final int MOST_ARCHITECTURES = 16;
    /** Multimodal models keep the values of their text model in an object of its own. */
    private static final List<String> TEXT_MODELS = List.of("text_config", "llm_config", "language_config");

    private static final List<String> CONTEXT_LENGTHS = List.of(
            "max_position_embeddings",
            "n_positions",
            "max_seq_len",
            "seq_length",
            "model_max_length",
            "max_target_positions",
            "max_sequence_length",
            "max_seq_length",
            "n_ctx");
    private static final int DEEPEST = 500;
    private static final JsonReader JSON =
            JsonReader.likePython(new JsonLimits(LONGEST_BYTES, DEEPEST, 1 << 20, 200_000));

    ModelConfiguration {
        architectures = List.copyOf(architectures);
    }

    /** Reads a small JSON file of a model. */
    static JsonNode json(InspectableFile file) throws IOException {
        if (file.sizeBytes() > LONGEST_BYTES) {
            throw new MalformedModelException("The file is too long to be a configuration");
        }
        return JSON.readObject(file.bytes().read(0, (int) file.sizeBytes()));
    }

    static ModelConfiguration of(JsonNode config) {
        List<String> architectures = Json.texts(config.path("architectures")).stream()
                .flatMap(name -> DeclaredName.of(name).stream())
                .limit(MOST_ARCHITECTURES)
                .toList();
        List<JsonNode> levels = levels(config);
        return new ModelConfiguration(
                architectures,
                levels.stream().flatMap(ModelConfiguration::dataType).findFirst(),
                levels.stream().flatMapToLong(ModelConfiguration::contextLength).findFirst(),
                levels.stream()
                        .flatMap(ModelConfiguration::quantization)
                        .findFirst()
                        .orElse(QuantizationScheme.NONE),
                levels.stream()
                        .flatMap(level -> new ConfigurationShape(level, architectures).shape().stream())
                        .findFirst());
    }

    ModelConfiguration with(QuantizationScheme other) {
        return new ModelConfiguration(architectures, dataType, contextLength, other, shape);
    }

    private static List<JsonNode> levels(JsonNode config) {
        return Stream.of(Stream.of(config), textModels(config), textModels(config.path("thinker_config")))
                .flatMap(level -> level)
                .toList();
    }

    private static Stream<JsonNode> textModels(JsonNode config) {
        return TEXT_MODELS.stream().flatMap(name -> Json.object(config.path(name)).stream());
    }

    private static Stream<String> dataType(JsonNode level) {
        return Json.text(level.path("dtype"))
                .or(() -> Json.text(level.path("torch_dtype")))
                .map(TorchType::storedAs)
                .flatMap(DeclaredName::of)
                .stream();
    }

    private static LongStream contextLength(JsonNode level) {
        return CONTEXT_LENGTHS.stream()
                .flatMapToLong(name -> PositiveNumber.of(Json.number(level.path(name))).stream());
    }

    private static Stream<QuantizationScheme> quantization(JsonNode level) {
        return Json.object(level.path("quantization_config"))
                .or(() -> Json.object(level.path("compression_config")))
                .map(QuantizationScheme::of)
                .filter(scheme -> scheme.method().isPresent())
                .stream();
    }
}
