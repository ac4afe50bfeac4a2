package dev.venom.runtime.core.internal.compatibility;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The quantizations that vLLM knows, with the least compute capability of each: {@code get_min_capability} in
 * vllm/model_executor/layers/quantization, read in the snapshots of 2025-08 (0.10) and 2026-08 (0.27). What lies between
 * is judged by the nearer one.
 */
final class VllmQuantizations {
    private static final VllmVersion TURN = new VllmVersion(0, 20);
    private static final int NONE = -1;
    /** Method: least capability in 0.27 and in 0.10. */
    private static final Map<String, int[]> LEAST = Map.ofEntries(
            entry("awq", 75, 75),
            entry("auto_awq", 75, 75),
            entry("awq_marlin", 75, 80),
            entry("gptq", 60, 60),
            entry("auto_gptq", 60, 60),
            entry("gptq_marlin", 60, 80),
            entry("fp8", 75, 80),
            entry("fbgemm_fp8", 80, 80),
            entry("fp_quant", 100, NONE),
            entry("compressed-tensors", 70, 70),
            entry("modelopt", 80, 89),
            entry("modelopt_fp4", 75, 80),
            entry("modelopt_mxfp8", 80, NONE),
            entry("mxfp8", 80, NONE),
            entry("modelopt_mixed", 75, NONE),
            entry("mxfp4", 80, 80),
            entry("gpt_oss_mxfp4", 80, 80),
            entry("deepseek_v4_fp8", 75, NONE),
            entry("experts_int8", 80, 80),
            entry("moe_wna16", 70, 70),
            entry("quark", 70, 70),
            entry("torchao", 75, 75),
            entry("inc", 60, 60),
            entry("auto-round", 60, 60),
            entry("auto_round", 60, 60),
            entry("humming", 75, NONE));

    private static final Map<String, String> PLUGINS =
            Map.of("bitsandbytes", "vllm-bnb-plugin", "gguf", "vllm-gguf-plugin");
    private static final Set<String> GONE = Set.of(
            "marlin",
            "hqq_marlin",
            "gptq_marlin_24",
            "gptq_bitblas",
            "bitblas",
            "deepspeedfp",
            "rtn",
            "ptpc_fp8",
            "tpu_int8");
    private static final Set<String> ON_CPU =
            Set.of("awq", "auto_awq", "gptq", "auto_gptq", "compressed-tensors", "inc");

    private VllmQuantizations() {}

    static boolean isKnown(String method) {
        return LEAST.containsKey(method) || PLUGINS.containsKey(method) || GONE.contains(method);
    }

    static boolean isGone(String method, Optional<VllmVersion> version) {
        return GONE.contains(method) && version.filter(VllmQuantizations::isNew).isPresent();
    }

    static Optional<String> plugin(String method) {
        return Optional.ofNullable(PLUGINS.get(method));
    }

    static boolean runsOnCpu(String method) {
        return ON_CPU.contains(method);
    }

    /** Empty where the version does not have the method; the lower of both where the version is not known. */
    static OptionalInt leastCapability(String method, Optional<VllmVersion> version) {
        int[] both = LEAST.getOrDefault(method, new int[] {NONE, NONE});
        int least = version.isEmpty() || isNew(version.get()) ? both[0] : both[1];
        return least == NONE ? OptionalInt.empty() : OptionalInt.of(least);
    }

    private static boolean isNew(VllmVersion version) {
        return version.compareTo(TURN) >= 0;
    }

    private static Map.Entry<String, int[]> entry(String method, int recent, int older) {
        return Map.entry(method, new int[] {recent, older});
    }
}
