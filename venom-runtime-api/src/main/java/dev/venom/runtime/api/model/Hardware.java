package dev.venom.runtime.api.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a model needs to run. Immutable.
 *
 * @param device where it runs
 * @param minComputeCapability least CUDA compute capability, such as {@code 8.0}; empty where unknown
 * @param estimatedMemoryBytes weights and overhead once loaded, without the cache of a conversation
 */
public record Hardware(Device device, Optional<String> minComputeCapability, OptionalLong estimatedMemoryBytes) {
    /** Nothing is known. */
    public static final Hardware UNKNOWN = new Hardware(Device.ANY, Optional.empty(), OptionalLong.empty());

    /** Where a model runs. */
    public enum Device {
        /** On processors; a GPU is of no use to it. */
        CPU,
        /** On a GPU only. */
        GPU,
        /** On either. */
        ANY
    }
}
