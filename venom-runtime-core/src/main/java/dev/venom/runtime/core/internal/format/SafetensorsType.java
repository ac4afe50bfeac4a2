package dev.venom.runtime.core.internal.format;

import java.util.Map;
import java.util.OptionalInt;

/** The data types of safetensors files and of {@code config.json}, by name; files bring new ones every year. */
final class SafetensorsType {
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("F64", 64),
            Map.entry("I64", 64),
            Map.entry("U64", 64),
            Map.entry("C64", 64),
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
            Map.entry("F6_E2M3", 6),
            Map.entry("F6_E3M2", 6),
            Map.entry("F4", 4));
    private static final Map<String, String> TORCH_NAMES = Map.of(
            "float64", "F64",
            "float32", "F32",
            "float", "F32",
            "float16", "F16",
            "half", "F16",
            "bfloat16", "BF16",
            "float8_e4m3fn", "F8_E4M3",
            "float8_e5m2", "F8_E5M2",
            "int8", "I8");

    private SafetensorsType() {}

    /** The name under which a type of the training library is stored. */
    static String ofTorch(String torchName) {
        String bare = torchName.startsWith("torch.") ? torchName.substring("torch.".length()) : torchName;
        return TORCH_NAMES.getOrDefault(bare, bare);
    }

    static OptionalInt bits(String type) {
        Integer bits = BITS.get(type);
        return bits == null ? OptionalInt.empty() : OptionalInt.of(bits);
    }

    /** Tells whether a known type, a count and a length cannot all be true; an unknown type proves nothing. */
    static boolean isContradicted(String type, long elements, long bytes) {
        OptionalInt bits = bits(type);
        if (bits.isEmpty()) {
            return false;
        }
        long mostElements = (Long.MAX_VALUE - Byte.SIZE) / bits.getAsInt();
        return elements > mostElements || (elements * bits.getAsInt() + Byte.SIZE - 1) / Byte.SIZE != bytes;
    }
}
