package dev.venom.runtime.core.internal.compatibility;

import java.util.Locale;
import java.util.Optional;

/** The types that weights are stored and computed in. */
enum DataType {
    FLOAT32(4),
    FLOAT16(2),
    BFLOAT16(2);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** Reads the names of safetensors, of config.json and of {@code --dtype}. */
    static Optional<DataType> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "f32", "float32", "float" -> Optional.of(FLOAT32);
            case "f16", "float16", "half" -> Optional.of(FLOAT16);
            case "bf16", "bfloat16" -> Optional.of(BFLOAT16);
            default -> Optional.empty();
        };
    }
}
