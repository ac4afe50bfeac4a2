package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.TransformerShape;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.runtime.HostHardware;
import dev.venom.runtime.spi.runtime.HostHardware.Gpu;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether weights, cache and what else vLLM needs fit the share of a GPU's memory that it may use. Immutable.
 *
 * @param model the model
 * @param weights its weights in memory
 * @param options the runtime's command
 * @param version the runtime's version, where it is known
 */
record VllmMemoryCheck(
        ModelDescription model, LoadedWeights weights, CommandOptions options, Optional<VllmVersion> version) {
    private static final String CHECK = "memory";
    private static final double TIGHT = 0.9;

    List<Verdict> judge(HostHardware hardware) {
        if (hardware.gpus().isEmpty() || weights.bytes() <= 0) {
            return List.of(Verdict.warn(CHECK, "could not be checked: no GPU was found on this host"));
        }
        Gpu smallest = hardware.gpus().stream()
                .min(Comparator.comparingLong(Gpu::memoryBytes))
                .orElseThrow();
        double share = VllmMemory.share(options, version);
        long budget = (long) (smallest.memoryBytes() * share);
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(fit(budget));
        occupied(smallest, budget).ifPresent(verdicts::add);
        return verdicts;
    }

    private Verdict fit(long budget) {
        Division division = Division.of(options);
        long resident = weights.bytesOf(division) + weights.overheadOf(division);
        String figures = "weights " + Amount.of(weights.bytesOf(division)) + " and overhead "
                + Amount.of(weights.overheadOf(division)) + " of the " + Amount.of(budget)
                + " that vLLM may use of a GPU";
        if (resident > budget) {
            String why = figures + " do not fit; install a quantized variant, or divide it over more GPUs";
            return weights.isExact() ? refuse(why) : Verdict.warn(CHECK, why);
        }
        if (model.shape().isEmpty()) {
            return Verdict.warn(CHECK, figures + " fit; what the context takes is not known");
        }
        return context(model.shape().get(), division, budget - resident, resident, budget, figures);
    }

    private Verdict context(
            TransformerShape shape, Division division, long left, long resident, long budget, String figures) {
        if (shape.embedding()) {
            return Verdict.ok(CHECK, figures + " fit");
        }
        long perToken = new CacheCost(shape, division, cacheBytes()).bytesPerToken();
        long largest = left / Math.max(1, perToken);
        Optional<String> asked = options.value("--max-model-len");
        OptionalLong own = model.contextLength();
        OptionalLong wanted = asked.isPresent() ? ContextLength.parse(asked) : own;
        String fits = figures + "; the largest context that fits is " + capped(largest, own) + " tokens ("
                + perToken / 1024 + " KiB each)";
        if (ContextLength.isAutomatic(asked) || wanted.isEmpty()) {
            return Verdict.ok(CHECK, fits);
        }
        if (wanted.getAsLong() <= largest) {
            long need = resident + wanted.getAsLong() * perToken;
            return need > budget * TIGHT ? Verdict.warn(CHECK, fits + "; that is tight") : Verdict.ok(CHECK, fits);
        }
        String why = fits + ", and " + wanted.getAsLong() + " are asked for; start it with --max-model-len " + largest;
        // Layers that look back a limited way need less than this estimate.
        return shape.slidingWindow().isPresent() || !weights.isExact() || largest > wanted.getAsLong() * TIGHT
                ? Verdict.warn(CHECK, why)
                : refuse(why);
    }

    /** vLLM demands its share free when it starts; what this runtime holds now comes back when it stops. */
    private static Optional<Verdict> occupied(Gpu gpu, long budget) {
        if (gpu.freeMemoryBytes().isEmpty() || gpu.freeMemoryBytes().getAsLong() >= budget) {
            return Optional.empty();
        }
        return Optional.of(Verdict.warn(
                CHECK,
                Amount.of(gpu.freeMemoryBytes().getAsLong()) + " of " + gpu.name() + " are free now, and vLLM demands "
                        + Amount.of(budget) + " when it starts; what the runtime itself holds comes back before that"));
    }

    private int cacheBytes() {
        return options.value("--kv-cache-dtype")
                        .filter(type -> type.startsWith("fp8"))
                        .isPresent()
                ? 1
                : weights.computedIn().bytes();
    }

    private static long capped(long largest, OptionalLong own) {
        return own.isPresent() ? Math.min(largest, own.getAsLong()) : largest;
    }

    private static Verdict refuse(String why) {
        return Verdict.refuse(CHECK, ErrorCode.INCOMPATIBLE, why);
    }
}
