package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges models for vLLM: format, architecture, quantization, data type, division over GPUs, memory. What can't be known
 * is a warning.
 */
public final class VllmCompatibility {
    private static final String FORMAT = "format";
    private static final VllmVersion GGUF_BY_PLUGIN_SINCE = new VllmVersion(0, 24);
    private static final long GIB = 1L << 30;
    private static final int CPU_CACHE_GIB = 4;

    private VllmCompatibility() {}

    /**
     * Judges a model.
     *
     * @param model what its headers say
     * @param weightBytes length of the files that hold its weights
     * @param target the runtime and the host
     * @return one verdict for each check
     */
    public static List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
        CommandOptions options = CommandOptions.of(target.spec());
        Optional<VllmVersion> version = target.version().flatMap(VllmVersion::parse);
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(format(model.format(), version));
        if (model.format() == ModelFormat.GGUF) {
            return verdicts;
        }
        Device device = Device.of(target);
        verdicts.add(new ArchitectureCheck(VllmArchitectures.bundled(), version).judge(model.architectures()));
        new QuantizationCheck(version, device).judge(model.quantization()).ifPresent(verdicts::add);
        DataTypeCheck.judge(model.quantization(), options, device).ifPresent(verdicts::add);
        verdicts.addAll(ParallelCheck.judge(
                Division.of(options), model.shape(), target.hardware().gpus().size()));
        LoadedWeights weights = LoadedWeights.of(weightBytes, model.quantization(), options);
        if (device.kind() == Device.Kind.CPU) {
            verdicts.add(onCpu(weights, target));
        } else {
            verdicts.addAll(new VllmMemoryCheck(model, weights, options, version).judge(target.hardware()));
        }
        return verdicts;
    }

    private static Verdict format(ModelFormat format, Optional<VllmVersion> version) {
        return switch (format) {
            case SAFETENSORS -> Verdict.ok(FORMAT, "safetensors");
            case PICKLE -> Verdict.warn(FORMAT, "pickle: vLLM loads it, and loading runs code of its publisher");
            case GGUF -> gguf(version);
            case OTHER -> Verdict.warn(FORMAT, "no file of weights was recognised");
        };
    }

    /** GGUF left vLLM's own tree in June 2026, between 0.23 and 0.24. */
    private static Verdict gguf(Optional<VllmVersion> version) {
        String instead = "install the model's safetensors repository instead, or serve it with Ollama or llama.cpp";
        boolean byPlugin = version.filter(known -> known.compareTo(GGUF_BY_PLUGIN_SINCE) >= 0)
                .isPresent();
        return byPlugin
                ? Verdict.refuse(
                        FORMAT,
                        ErrorCode.INCOMPATIBLE,
                        "GGUF: vLLM " + version.orElseThrow() + " serves it with the plugin vllm-gguf-plugin only; "
                                + instead)
                : Verdict.warn(
                        FORMAT, "GGUF is experimental and slow in vLLM, and needs a plugin since 0.24; " + instead);
    }

    private static Verdict onCpu(LoadedWeights weights, ServingTarget target) {
        long cache = cacheBytes(target);
        Division whole = new Division(1, 1);
        long needed = weights.bytes() + weights.overheadOf(whole) + cache;
        return HostMemoryCheck.judge(
                needed,
                "weights " + Amount.of(weights.bytes()) + ", overhead " + Amount.of(weights.overheadOf(whole))
                        + " and cache " + Amount.of(cache),
                0,
                target.hardware());
    }

    private static long cacheBytes(ServingTarget target) {
        try {
            return Long.parseLong(target.spec()
                            .environment()
                            .getOrDefault("VLLM_CPU_KVCACHE_SPACE", String.valueOf(CPU_CACHE_GIB)))
                    * GIB;
        } catch (NumberFormatException notANumber) {
            return CPU_CACHE_GIB * GIB;
        }
    }
}
