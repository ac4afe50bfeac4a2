package dev.venom.runtime.provider.hf.internal.hub;

import java.util.Map;
import java.util.OptionalLong;

/** Adds up what a model's tensors weigh, from their number by type. Confined to one thread. */
final class TensorBytes {
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("F64", 64),
            Map.entry("I64", 64),
            Map.entry("U64", 64),
            Map.entry("F32", 32),
            Map.entry("I32", 32),
            Map.entry("U32", 32),
            Map.entry("F16", 16),
            Map.entry("BF16", 16),
            Map.entry("I16", 16),
            Map.entry("U16", 16),
            Map.entry("F8_E4M3", 8),
            Map.entry("F8_E5M2", 8),
            Map.entry("F8_E8M0", 8),
            Map.entry("I8", 8),
            Map.entry("U8", 8),
            Map.entry("BOOL", 8),
            Map.entry("F4", 4));

    private long bytes;
    private boolean known = true;

    void add(String dtype, OptionalLong count) {
        Integer bits = BITS.get(dtype);
        if (bits == null || count.isEmpty() || count.getAsLong() < 0 || count.getAsLong() > 1L << 50) {
            known = false;
            return;
        }
        bytes += count.getAsLong() / 8 * bits + count.getAsLong() % 8 * bits / 8;
    }

    /** The sum; empty where a type or a number is not known. */
    OptionalLong total() {
        return known && bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }
}
