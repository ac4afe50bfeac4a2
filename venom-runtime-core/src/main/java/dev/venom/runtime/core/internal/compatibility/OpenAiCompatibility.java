package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.runtime.HostHardware.Gpu;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Judges models for llama.cpp's server and others that speak OpenAI's protocol: format and memory. */
public final class OpenAiCompatibility {
    private static final String FORMAT = "format";
    private static final int USUAL_CONTEXT = 4_096;

    private OpenAiCompatibility() {}

    /**
     * Judges a model.
     *
     * @param model what its headers say
     * @param weightBytes length of the files that hold its weights
     * @param target the runtime and the host
     * @return one verdict for each check
     */
    public static List<Verdict> judge(ModelDescription model, long weightBytes, ServingTarget target) {
        boolean isLlamaCpp = isLlamaCpp(target);
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(format(model.format(), isLlamaCpp));
        if (weightBytes > 0 && model.format() == ModelFormat.GGUF) {
            verdicts.add(memory(model, weightBytes, target));
        }
        return verdicts;
    }

    private static boolean isLlamaCpp(ServingTarget target) {
        return target.spec().command().stream()
                .anyMatch(word -> word.contains("llama-server") || word.contains("llama_cpp"));
    }

    private static Verdict format(ModelFormat format, boolean isLlamaCpp) {
        if (format == ModelFormat.GGUF) {
            return Verdict.ok(FORMAT, "GGUF");
        }
        String stored = format.name().toLowerCase(Locale.ROOT);
        return isLlamaCpp
                ? Verdict.refuse(
                        FORMAT,
                        ErrorCode.INCOMPATIBLE,
                        stored + ": llama.cpp reads GGUF only; install a GGUF repository of this model instead (its"
                                + " name often ends in -GGUF)")
                : Verdict.warn(FORMAT, stored + ": what this server reads is not known");
    }

    private static Verdict memory(ModelDescription model, long weightBytes, ServingTarget target) {
        CommandOptions options = CommandOptions.of(target.spec());
        Division whole = new Division(1, 1);
        LoadedWeights weights = new LoadedWeights(weightBytes, DataType.FLOAT16, true);
        long overhead = weights.overheadOf(whole);
        long context = contextLength(model.contextLength(), options);
        long cache = model.shape()
                .map(shape -> shape.embedding()
                        ? 0
                        : new CacheCost(shape, whole, DataType.FLOAT16.bytes()).bytesPerToken() * context)
                .orElse(0L);
        long onGpus =
                target.hardware().gpus().stream().mapToLong(Gpu::memoryBytes).sum();
        return HostMemoryCheck.judge(
                weightBytes + overhead + cache,
                "weights " + Amount.of(weightBytes) + ", overhead " + Amount.of(overhead) + " and " + Amount.of(cache)
                        + " for " + context + " tokens of context",
                onGpus,
                target.hardware());
    }

    private static long contextLength(OptionalLong own, CommandOptions options) {
        int asked = options.count("--ctx-size", "-c").orElse(0);
        return asked > 0 ? asked : Math.min(own.orElse(USUAL_CONTEXT), USUAL_CONTEXT);
    }
}
