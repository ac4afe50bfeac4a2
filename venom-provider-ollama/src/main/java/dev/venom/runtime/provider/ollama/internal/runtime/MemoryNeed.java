package dev.venom.runtime.provider.ollama.internal.runtime;

import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.TransformerShape;
import dev.venom.runtime.spi.runtime.HostHardware;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How much memory a daemon takes for a model: weights, the cache of its context, and room to compute, by the formula
 * with which its scheduler makes room ({@code llm/memory.go}, {@code server/sched.go}). Immutable.
 *
 * @param weightBytes length of the weights
 * @param contextTokens tokens of context that the daemon allocates
 * @param cacheBytes what they take; an upper bound where layers look back only a little
 * @param computeBytes room to compute
 * @param isShapeKnown false where the model's header says nothing that the cache could be computed from
 */
record MemoryNeed(long weightBytes, long contextTokens, long cacheBytes, long computeBytes, boolean isShapeKnown) {
    private static final long GIB = 1L << 30;
    private static final long LARGE_VRAM_BYTES = 47 * GIB;
    private static final long MEDIUM_VRAM_BYTES = 23 * GIB;
    private static final long LARGE_CONTEXT = 262_144;
    private static final long MEDIUM_CONTEXT = 32_768;
    private static final long SMALL_CONTEXT = 4_096;
    private static final long SMALL_COMPUTE_BYTES = 512L << 20;
    private static final long MEDIUM_COMPUTE_BYTES = 768L << 20;
    private static final long LARGE_COMPUTE_BYTES = 2 * GIB;

    static MemoryNeed of(ModelDescription model, long weightBytes, ServingTarget target) {
        Map<String, String> environment = target.spec().environment();
        long context = number(environment, "OLLAMA_CONTEXT_LENGTH").orElseGet(() -> defaultContext(target.hardware()));
        long tokens = Math.min(context, model.contextLength().orElse(context));
        long parallel = number(environment, "OLLAMA_NUM_PARALLEL").orElse(1L);
        double element = elementBytes(environment.getOrDefault("OLLAMA_KV_CACHE_TYPE", "f16"));
        long cache = model.shape()
                .map(shape -> (long) (widthOfToken(shape) * element * tokens * parallel))
                .orElse(0L);
        return new MemoryNeed(
                weightBytes, tokens, cache, compute(tokens), model.shape().isPresent());
    }

    long totalBytes() {
        return weightBytes + cacheBytes + computeBytes;
    }

    /** The figures, for people. */
    String figures() {
        return gigabytes(weightBytes) + " of weights, "
                + (isShapeKnown
                        ? gigabytes(cacheBytes) + " for a context of " + contextTokens + " tokens, "
                        : "an unknown part for " + contextTokens + " tokens of context, ")
                + gigabytes(computeBytes) + " to compute";
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static double widthOfToken(TransformerShape shape) {
        double width = shape.latentWidth().isPresent()
                ? shape.latentWidth().getAsInt()
                : (double) shape.keyValueHeads() * (shape.keyWidth() + shape.valueWidth());
        return width * shape.layers();
    }

    private static double elementBytes(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "q8_0" -> 1.0625;
            case "q4_0" -> 0.5625;
            default -> 2;
        };
    }

    private static long compute(long tokens) {
        if (tokens > MEDIUM_CONTEXT) {
            return LARGE_COMPUTE_BYTES;
        }
        return tokens > SMALL_CONTEXT ? MEDIUM_COMPUTE_BYTES : SMALL_COMPUTE_BYTES;
    }

    /** What the daemon chooses by the memory of all GPUs. */
    private static long defaultContext(HostHardware hardware) {
        long vram = hardware.gpus().stream()
                .mapToLong(HostHardware.Gpu::memoryBytes)
                .sum();
        if (vram >= LARGE_VRAM_BYTES) {
            return LARGE_CONTEXT;
        }
        return vram >= MEDIUM_VRAM_BYTES ? MEDIUM_CONTEXT : SMALL_CONTEXT;
    }

    private static Optional<Long> number(Map<String, String> environment, String name) {
        try {
            return Optional.ofNullable(environment.get(name))
                    .map(String::strip)
                    .map(Long::parseLong)
                    .filter(value -> value > 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
