package dev.venom.runtime.core.internal.format;

import java.util.Map;

/** The data types of the training library, as {@code config.json} names them. */
final class TorchType {
    private static final Map<String, String> STORED_AS = Map.of(
            "float64", "F64",
            "float32", "F32",
            "float", "F32",
            "float16", "F16",
            "half", "F16",
            "bfloat16", "BF16",
            "float8_e4m3fn", "F8_E4M3",
            "float8_e5m2", "F8_E5M2",
            "int8", "I8");

    private TorchType() {}

    /** The name under which safetensors files store a type. */
    static String storedAs(String torchName) {
        String bare = torchName.startsWith("torch.") ? torchName.substring("torch.".length()) : torchName;
        return STORED_AS.getOrDefault(bare, bare);
    }
}
