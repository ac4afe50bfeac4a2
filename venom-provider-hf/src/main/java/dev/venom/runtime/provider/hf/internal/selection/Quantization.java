package dev.venom.runtime.provider.hf.internal.selection;

import java.util.List;

/**
 * The quantization of a GGUF model, and which one is taken where nobody chooses: Q4_K_M, the usual balance of size
 * and quality; then its neighbours of four bits, five, six and eight, three, two, one; last the unquantized ones.
 * Immutable.
 *
 * @param label such as {@code Q4_K_M}
 */
public record Quantization(String label) {
    private static final List<String> PREFERENCE = List.of(
            "Q4_K_M", "Q4_K_S", "Q4_K", "Q4_0", "Q4_1", "Q4", "IQ4_XS", "IQ4_NL", "IQ4", "MXFP4", "NVFP4", "Q5_K_M",
            "Q5", "Q6", "Q8", "Q7", "Q3_K_M", "Q3", "IQ3", "Q2", "IQ2", "TQ2", "TQ1", "IQ1", "Q1", "BF16", "F16",
            "FP16", "F32", "FP32");
    private static final int UNKNOWN_BITS = 8;

    /** Its place in the order of preference; lower is taken first. */
    int rank() {
        String plain = plain();
        for (int rank = 0; rank < PREFERENCE.size(); rank++) {
            if (plain.startsWith(PREFERENCE.get(rank))) {
                return 2 * rank + (label.length() == plain.length() ? 0 : 1);
            }
        }
        return unknownRank();
    }

    /** The place of a file whose name says nothing. */
    static int unknownRank() {
        return 2 * PREFERENCE.size();
    }

    /** About how many bits it takes for a weight, to compare the sizes of models. */
    int bits() {
        String digits = plain().replaceAll("^\\D*(\\d+).*$", "$1");
        return digits.matches("\\d{1,2}") ? Integer.parseInt(digits) : UNKNOWN_BITS;
    }

    /** What is assumed of a file whose name says nothing. */
    static int unknownBits() {
        return UNKNOWN_BITS;
    }

    private String plain() {
        return label.startsWith("UD-") ? label.substring(3) : label;
    }

    @Override
    public String toString() {
        return label;
    }
}
