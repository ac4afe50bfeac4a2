package dev.venom.runtime.api.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A GPU, or a part of one that is used like one. What its driver does not tell is empty. Immutable.
 *
 * @param index its number in the driver's order, that of the PCI bus
 * @param id what names it for good: the driver's UUID, or its PCI address
 * @param name what it is called
 * @param totalBytes its memory; empty where it takes the host's
 * @param usedBytes what of it processes use
 * @param freeBytes what of it is free
 * @param reservedBytes what of it the driver keeps
 * @param utilizationPercent how busy it is
 * @param computeCapability CUDA compute capability, such as {@code 8.9}
 * @param processes who uses it
 * @param trouble what is wrong with it, in words
 */
public record GpuReport(
        int index,
        String id,
        String name,
        OptionalLong totalBytes,
        OptionalLong usedBytes,
        OptionalLong freeBytes,
        OptionalLong reservedBytes,
        OptionalInt utilizationPercent,
        Optional<String> computeCapability,
        List<Process> processes,
        Optional<String> trouble) {
    /** Copies the list. */
    public GpuReport {
        processes = List.copyOf(processes);
    }

    /**
     * A process that uses a GPU. Immutable.
     *
     * @param pid its number as the driver counts: the host's, also in a container
     * @param usedBytes its memory there
     */
    public record Process(long pid, OptionalLong usedBytes) {}
}
