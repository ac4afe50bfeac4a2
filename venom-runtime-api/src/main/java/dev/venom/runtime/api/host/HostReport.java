package dev.venom.runtime.api.host;

import java.util.List;
import java.util.Optional;

/**
 * What the host has, and how much of it is in use. Immutable.
 *
 * @param disk the file system of the cache directory
 * @param memory its memory, where the system tells
 * @param gpus its GPUs
 * @param remarks why something is not seen, in words
 */
public record HostReport(DiskReport disk, Optional<MemoryReport> memory, List<GpuReport> gpus, List<String> remarks) {
    /** Copies the lists. */
    public HostReport {
        gpus = List.copyOf(gpus);
        remarks = List.copyOf(remarks);
    }
}
