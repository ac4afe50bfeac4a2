package dev.venom.runtime.core.internal.gpu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A GPU, or a part of one that is used like one (MIG). Immutable.
 *
 * @param index its number in the driver's order, that of the PCI bus
 * @param id what names it for good: the driver's UUID, or its PCI address
 * @param name what it is called
 * @param memory its memory
 * @param computeCapability CUDA compute capability, such as {@code 8.9}
 * @param utilizationPercent how busy it is
 * @param processes who uses it; empty also where the driver does not tell
 * @param trouble what is wrong with it, in words
 */
public record GpuDevice(
        int index,
        String id,
        String name,
        GpuMemory memory,
        Optional<String> computeCapability,
        OptionalInt utilizationPercent,
        List<GpuProcess> processes,
        Optional<String> trouble) {
    /** Copies the list. */
    public GpuDevice {
        processes = List.copyOf(processes);
    }
}
