package dev.venom.runtime.core.internal.compatibility;

import java.util.Optional;

/** What vLLM takes of a GPU's memory. */
public final class VllmMemory {
    private static final double SHARE = 0.92;
    private static final double OLDER_SHARE = 0.90;
    private static final VllmVersion RAISED_IN = new VllmVersion(0, 21);

    private VllmMemory() {}

    /**
     * The share of all memory of a GPU that it reserves, whatever the model: {@code --gpu-memory-utilization}, whose
     * default was raised with version 0.21 (vllm/config/cache.py).
     *
     * @param options the runtime's command
     * @param version its version, where it is known
     * @return a share between 0 and 1
     */
    public static double share(CommandOptions options, Optional<VllmVersion> version) {
        boolean older = version.filter(known -> known.compareTo(RAISED_IN) < 0).isPresent();
        return options.share("--gpu-memory-utilization").orElse(older ? OLDER_SHARE : SHARE);
    }
}
