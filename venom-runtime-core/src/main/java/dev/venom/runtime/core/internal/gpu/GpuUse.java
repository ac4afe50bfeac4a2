package dev.venom.runtime.core.internal.gpu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one runtime uses of the GPUs. Immutable.
 *
 * @param bytes memory on all of them together; empty where it can't be told
 * @param devices those that it uses, or may use where that can't be told
 * @param remark how it was told, where not by the numbers of its processes
 */
public record GpuUse(OptionalLong bytes, List<GpuDevice> devices, Optional<String> remark) {
    /** There is no GPU, or nothing uses one. */
    public static final GpuUse NONE = new GpuUse(OptionalLong.empty(), List.of(), Optional.empty());

    /** Copies the list. */
    public GpuUse {
        devices = List.copyOf(devices);
    }
}
