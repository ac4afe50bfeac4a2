package dev.venom.runtime.core.internal.format;

import java.util.Map;
import java.util.Optional;

/**
 * How the weights of one tensor of a GGUF file are stored: in blocks of so many weights and bytes.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
 */
final class GgmlType {
    private static final Map<Long, Layout> LAYOUTS = Map.ofEntries(
            Map.entry(0L, new Layout("F32", 1, 4)),
            Map.entry(1L, new Layout("F16", 1, 2)),
            Map.entry(2L, new Layout("Q4_0", 32, 18)),
            Map.entry(3L, new Layout("Q4_1", 32, 20)),
            Map.entry(6L, new Layout("Q5_0", 32, 22)),
            Map.entry(7L, new Layout("Q5_1", 32, 24)),
            Map.entry(8L, new Layout("Q8_0", 32, 34)),
            Map.entry(9L, new Layout("Q8_1", 32, 36)),
            Map.entry(10L, new Layout("Q2_K", 256, 84)),
            Map.entry(11L, new Layout("Q3_K", 256, 110)),
            Map.entry(12L, new Layout("Q4_K", 256, 144)),
            Map.entry(13L, new Layout("Q5_K", 256, 176)),
            Map.entry(14L, new Layout("Q6_K", 256, 210)),
            Map.entry(15L, new Layout("Q8_K", 256, 292)),
            Map.entry(16L, new Layout("IQ2_XXS", 256, 66)),
            Map.entry(17L, new Layout("IQ2_XS", 256, 74)),
            Map.entry(18L, new Layout("IQ3_XXS", 256, 98)),
            Map.entry(19L, new Layout("IQ1_S", 256, 50)),
            Map.entry(20L, new Layout("IQ4_NL", 32, 18)),
            Map.entry(21L, new Layout("IQ3_S", 256, 110)),
            Map.entry(22L, new Layout("IQ2_S", 256, 82)),
            Map.entry(23L, new Layout("IQ4_XS", 256, 136)),
            Map.entry(24L, new Layout("I8", 1, 1)),
            Map.entry(25L, new Layout("I16", 1, 2)),
            Map.entry(26L, new Layout("I32", 1, 4)),
            Map.entry(27L, new Layout("I64", 1, 8)),
            Map.entry(28L, new Layout("F64", 1, 8)),
            Map.entry(29L, new Layout("IQ1_M", 256, 56)),
            Map.entry(30L, new Layout("BF16", 1, 2)),
            Map.entry(34L, new Layout("TQ1_0", 256, 54)),
            Map.entry(35L, new Layout("TQ2_0", 256, 66)),
            Map.entry(39L, new Layout("MXFP4", 32, 17)));

    private GgmlType() {}

    static Optional<String> name(long type) {
        return Optional.ofNullable(LAYOUTS.get(type)).map(Layout::name);
    }

    /** Length of a tensor; 0 for a type that is not known, which then proves nothing. */
    static long bytes(long type, long elements) {
        Layout layout = LAYOUTS.get(type);
        if (layout == null) {
            return 0;
        }
        long blocks = Math.addExact(elements, layout.blockWeights() - 1L) / layout.blockWeights();
        return Math.multiplyExact(blocks, layout.blockBytes());
    }

    private record Layout(String name, int blockWeights, int blockBytes) {}
}
