package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.TransformerShape;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the header of a GGUF file says. Immutable.
 *
 * @param architecture such as {@code llama}
 * @param quantization such as {@code Q4_K_M}
 * @param parameters number of weights in the model, where it is declared, else in this file
 * @param contextLength longest sequence in tokens
 * @param license identifier such as {@code apache-2.0}
 * @param shape what decides how much memory a token of context takes
 * @param tensorCount tensors in this file
 * @param parts files that the model was split into, where this one tells
 */
record GgufHeader(
        Optional<String> architecture,
        Optional<String> quantization,
        OptionalLong parameters,
        OptionalLong contextLength,
        Optional<String> license,
        Optional<TransformerShape> shape,
        long tensorCount,
        OptionalLong parts) {}
