package dev.venom.runtime.spi.runtime;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this host has to run models on. What is unknown is empty, and a check that needs it warns. Immutable.
 *
 * @param memoryBytes memory of the host or container
 * @param availableMemoryBytes memory that can be had now
 * @param gpus its GPUs
 */
public record HostHardware(OptionalLong memoryBytes, OptionalLong availableMemoryBytes, List<Gpu> gpus) {
    /**
     * A GPU.
     *
     * @param name its name
     * @param memoryBytes its memory
     * @param freeMemoryBytes what of it is free now
     * @param computeCapability CUDA compute capability, such as {@code 8.9}
     */
    public record Gpu(
            String name, long memoryBytes, OptionalLong freeMemoryBytes, Optional<String> computeCapability) {}

    /** Copies the list. */
    public HostHardware {
        gpus = List.copyOf(gpus);
    }
}
