package dev.venom.runtime.provider.ollama.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.runtime.HostHardware;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Judges whether a daemon can run a model on this host. What can't be known warns; only what can't ever fit refuses.
 * Immutable.
 *
 * @param model what is known of the model
 * @param weightBytes length of its weights
 * @param target where it would run
 */
public record Compatibility(ModelDescription model, long weightBytes, ServingTarget target) {
    /**
     * Judges.
     *
     * @return one verdict for each check
     */
    public List<Verdict> verdicts() {
        return List.of(format(), architecture(), memory());
    }

    private Verdict format() {
        if (model.format() == ModelFormat.GGUF) {
            return Verdict.ok("format", "GGUF, which Ollama runs");
        }
        return model.format() == ModelFormat.OTHER
                ? Verdict.warn("format", "unknown; Ollama runs GGUF")
                : Verdict.refuse(
                        "format",
                        ErrorCode.INCOMPATIBLE,
                        model.format().name().toLowerCase(Locale.ROOT)
                                + ": Ollama runs GGUF only; install the model from Ollama's library instead ('catalog ollama'), or a"
                                + " GGUF repository of it, as in ollama:hf.co/ORG/MODEL-GGUF");
    }

    private Verdict architecture() {
        if (model.architectures().isEmpty()) {
            return Verdict.warn("architecture", "unknown: the header of the weights does not say");
        }
        String name = model.architectures().get(0);
        String version = target.version().map(text -> " " + text).orElse("");
        return Architectures.isKnown(name)
                ? Verdict.ok("architecture", name + " is one of llama.cpp's")
                : Verdict.warn(
                        "architecture",
                        name + " is not known here; whether Ollama" + version + " runs it shows when it loads it");
    }

    private Verdict memory() {
        if (weightBytes <= 0) {
            return Verdict.warn("memory", "the length of the weights is unknown");
        }
        MemoryNeed need = MemoryNeed.of(model, weightBytes, target);
        HostHardware hardware = target.hardware();
        long gpuTotal = hardware.gpus().stream()
                .mapToLong(HostHardware.Gpu::memoryBytes)
                .sum();
        long gpuFree = hardware.gpus().stream()
                .mapToLong(gpu -> gpu.freeMemoryBytes().orElse(gpu.memoryBytes()))
                .sum();
        if (!hardware.gpus().isEmpty() && need.totalBytes() <= gpuFree) {
            return Verdict.ok(
                    "memory", need.figures() + "; " + MemoryNeed.gigabytes(gpuFree) + " of GPU memory are free");
        }
        return mainMemory(need, gpuTotal, gpuFree);
    }

    /** What does not fit on GPUs the daemon leaves in main memory. */
    private Verdict mainMemory(MemoryNeed need, long gpuTotal, long gpuFree) {
        OptionalLong total = target.hardware().memoryBytes();
        OptionalLong available = target.hardware().availableMemoryBytes();
        if (total.isPresent() && weightBytes > total.getAsLong() + gpuTotal) {
            return Verdict.refuse(
                    "memory",
                    ErrorCode.INCOMPATIBLE,
                    need.figures() + "; this host has " + MemoryNeed.gigabytes(total.getAsLong() + gpuTotal)
                            + " in all");
        }
        if (available.isEmpty()) {
            return Verdict.warn("memory", need.figures() + "; how much is free here is unknown");
        }
        long room = available.getAsLong() + gpuFree;
        String figures = need.figures() + "; " + MemoryNeed.gigabytes(available.getAsLong()) + " of main memory and "
                + MemoryNeed.gigabytes(gpuFree) + " of GPU memory are free";
        return need.totalBytes() <= room
                ? Verdict.ok("memory", figures + (gpuTotal > 0 ? "; a part of it runs on processors" : ""))
                : Verdict.warn("memory", figures + ": other models have to be unloaded, or the context made shorter");
    }
}
