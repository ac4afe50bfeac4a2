package dev.venom.runtime.core.internal.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.core.internal.json.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the weights of a Hugging Face model are quantized. Immutable.
 *
 * @param method such as {@code awq}; empty where they are not
 * @param bits bits of a weight
 */
record QuantizationScheme(Optional<String> method, OptionalLong bits) {
    static final QuantizationScheme NONE = new QuantizationScheme(Optional.empty(), OptionalLong.empty());

    private static final int HIGHEST_BITS = 16;

    /** Reads {@code quantization_config} of config.json, or what stood in its place before. */
    static QuantizationScheme of(JsonNode quantization) {
        Optional<String> method = Json.text(quantization.path("quant_method"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(DeclaredName::of)
                .map(name -> qualified(
                        name, Json.text(quantization.path("quant_algo")).orElse("")));
        return method.isEmpty() ? NONE : new QuantizationScheme(method, bits(method.get(), quantization));
    }

    /** Reads {@code quantize_config.json}, which GPTQ tools wrote beside config.json. */
    static QuantizationScheme ofQuantizeConfig(JsonNode file) {
        String method = Json.text(file.path("quant_method"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .orElse("gptq");
        return new QuantizationScheme(DeclaredName.of(method), bits(method, file));
    }

    /** Reads {@code hf_quant_config.json}, which ModelOpt writes. */
    static QuantizationScheme ofModelOpt(JsonNode file) {
        return Json.text(file.path("quantization").path("quant_algo"))
                .map(algorithm -> {
                    String method = qualified("modelopt", algorithm);
                    return new QuantizationScheme(Optional.of(method), bits(method, file));
                })
                .orElse(NONE);
    }

    private static String qualified(String method, String algorithm) {
        if (!method.equals("modelopt")) {
            return method;
        }
        String upper = algorithm.toUpperCase(Locale.ROOT);
        return upper.contains("FP4")
                ? "modelopt_fp4"
                : upper.contains("MXFP8") ? "modelopt_mxfp8" : upper.contains("MIXED") ? "modelopt_mixed" : method;
    }

    private static OptionalLong bits(String method, JsonNode quantization) {
        if (method.contains("fp4") || quantization.path("load_in_4bit").booleanValue()) {
            return OptionalLong.of(4);
        }
        OptionalLong declared = Json.number(quantization.path("bits"));
        if (declared.isEmpty()) {
            declared = Json.number(quantization.path("w_bit"));
        }
        if (declared.isEmpty()) {
            declared = firstGroupBits(quantization);
        }
        return declared.stream()
                .filter(bits -> bits >= 1 && bits <= HIGHEST_BITS)
                .findFirst();
    }

    private static OptionalLong firstGroupBits(JsonNode quantization) {
        return Json.number(quantization
                .path("config_groups")
                .path("group_0")
                .path("weights")
                .path("num_bits"));
    }
}
