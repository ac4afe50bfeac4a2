package dev.venom.runtime.core.internal.format;

import dev.venom.runtime.api.model.Hardware.Device;
import java.util.Map;
import java.util.Optional;

/**
 * What hardware a quantization of Hugging Face models needs: the least that any supported version of vLLM
 * accepts, as a figure that is too high would refuse what runs. Immutable.
 *
 * @param device where it runs
 * @param minComputeCapability least CUDA compute capability
 */
record QuantizationNeeds(Device device, Optional<String> minComputeCapability) {
    private static final QuantizationNeeds NONE = new QuantizationNeeds(Device.ANY, Optional.empty());
    private static final Map<String, QuantizationNeeds> BY_METHOD = Map.ofEntries(
            Map.entry("awq", anywhere("7.5")),
            Map.entry("auto_awq", anywhere("7.5")),
            Map.entry("awq_marlin", gpu("7.5")),
            Map.entry("gptq", anywhere("6.0")),
            Map.entry("auto_gptq", anywhere("6.0")),
            Map.entry("gptq_marlin", gpu("6.0")),
            Map.entry("inc", anywhere("6.0")),
            Map.entry("auto-round", anywhere("6.0")),
            Map.entry("auto_round", anywhere("6.0")),
            Map.entry("compressed-tensors", anywhere("7.0")),
            Map.entry("quark", anywhere("7.0")),
            Map.entry("torchao", anywhere("7.5")),
            Map.entry("fp8", gpu("7.5")),
            Map.entry("deepseek_v4_fp8", gpu("7.5")),
            Map.entry("fbgemm_fp8", gpu("8.0")),
            Map.entry("fp_quant", gpu("10.0")),
            Map.entry("modelopt", gpu("8.0")),
            Map.entry("modelopt_fp4", gpu("7.5")),
            Map.entry("modelopt_mixed", gpu("7.5")),
            Map.entry("modelopt_mxfp8", gpu("8.0")),
            Map.entry("mxfp8", gpu("8.0")),
            Map.entry("mxfp4", gpu("8.0")),
            Map.entry("gpt_oss_mxfp4", gpu("8.0")),
            Map.entry("experts_int8", gpu("8.0")),
            Map.entry("moe_wna16", gpu("7.0")),
            Map.entry("humming", gpu("7.5")),
            Map.entry("bitsandbytes", gpu("7.0")));

    static QuantizationNeeds of(QuantizationScheme scheme) {
        return scheme.method()
                .map(method -> BY_METHOD.getOrDefault(method, NONE))
                .orElse(NONE);
    }

    private static QuantizationNeeds gpu(String capability) {
        return new QuantizationNeeds(Device.GPU, Optional.of(capability));
    }

    private static QuantizationNeeds anywhere(String capability) {
        return new QuantizationNeeds(Device.ANY, Optional.of(capability));
    }
}
