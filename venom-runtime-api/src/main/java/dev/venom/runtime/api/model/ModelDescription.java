package dev.venom.runtime.api.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the headers of a model's files say about it. Immutable.
 *
 * @param format how the weights are stored
 * @param quantization the field's own name of it, such as {@code Q4_K_M}, {@code awq} or {@code BF16}
 * @param parameters number of weights
 * @param contextLength longest sequence in tokens
 * @param architectures names such as {@code LlamaForCausalLM} or {@code llama}; empty where unknown
 * @param license identifier such as {@code apache-2.0}
 * @param hardware what it needs
 * @param shape its measures; empty where unknown, and never stored
 */
public record ModelDescription(
        ModelFormat format,
        Optional<String> quantization,
        OptionalLong parameters,
        OptionalLong contextLength,
        List<String> architectures,
        Optional<String> license,
        Hardware hardware,
        Optional<TransformerShape> shape) {
    /** Nothing is known. */
    public static final ModelDescription UNKNOWN = new ModelDescription(
            ModelFormat.OTHER,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Hardware.UNKNOWN,
            Optional.empty());

    /** Copies the list. */
    public ModelDescription {
        architectures = List.copyOf(architectures);
    }

    /**
     * The same description with a licence, where none was known.
     *
     * @param other the licence to add
     * @return a description with a licence, if either has one
     */
    public ModelDescription orLicense(Optional<String> other) {
        return new ModelDescription(
                format,
                quantization,
                parameters,
                contextLength,
                architectures,
                license.or(() -> other),
                hardware,
                shape);
    }

    /**
     * The same description with a format, where none was recognised.
     *
     * @param other the format to take
     * @return a description with a format, if either has one
     */
    public ModelDescription orFormat(ModelFormat other) {
        return new ModelDescription(
                format == ModelFormat.OTHER ? other : format,
                quantization,
                parameters,
                contextLength,
                architectures,
                license,
                hardware,
                shape);
    }
}
