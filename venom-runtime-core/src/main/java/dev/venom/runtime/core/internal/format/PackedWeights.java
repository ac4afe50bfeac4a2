package dev.venom.runtime.core.internal.format;

import java.util.List;

/**
 * Counts weights where a quantization packs several into one stored number and adds scales of its own: the
 * number that people know a model by is the one from before. Immutable.
 *
 * @param scheme the model's quantization
 */
record PackedWeights(QuantizationScheme scheme) {
    private static final List<String> PACKED = List.of("qweight", "weight_packed", "_blocks", ".weight");
    private static final List<String> ADDED = List.of(
            "qzeros",
            "scales",
            "g_idx",
            "_scale",
            "_scale_2",
            "_scale_inv",
            "zero_point",
            "weight_shape",
            "absmax",
            "quant_map",
            "quant_state.bitsandbytes__nf4",
            "quant_state.bitsandbytes__fp4",
            ".SCB");

    long parameters(String tensor, String type, long elements) throws MalformedModelException {
        if (scheme.method().isEmpty()) {
            return elements;
        }
        if (ADDED.stream().anyMatch(tensor::endsWith)) {
            return 0;
        }
        if (PACKED.stream().noneMatch(tensor::endsWith) || scheme.bits().isEmpty()) {
            return elements;
        }
        return unpacked(type, elements, (int) scheme.bits().getAsLong());
    }

    private static long unpacked(String type, long elements, int bits) throws MalformedModelException {
        int storedBits = type.equals("I32") ? Integer.SIZE : type.equals("U8") ? Byte.SIZE : bits;
        try {
            return Math.multiplyExact(elements, storedBits) / bits;
        } catch (ArithmeticException overflow) {
            throw new MalformedModelException("A tensor has a shape that overflows");
        }
    }
}
