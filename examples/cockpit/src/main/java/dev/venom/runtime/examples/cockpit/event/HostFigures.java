package dev.venom.runtime.examples.cockpit.event;

import dev.venom.runtime.api.host.GpuReport;
import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.api.host.MemoryReport;

/**
 * What of a host moves. Immutable.
 *
 * @param disk bytes that models take, with what is reserved for those on their way
 * @param memory bytes of main memory in use
 * @param gpus bytes of GPU memory in use
 */
record HostFigures(long disk, long memory, long gpus) {
    static HostFigures of(HostReport report) {
        return new HostFigures(
                report.disk().usedBytes() + report.disk().reservedBytes(),
                report.memory().map(MemoryReport::usedBytes).orElse(0L),
                report.gpus().stream()
                        .map(GpuReport::usedBytes)
                        .mapToLong(used -> used.orElse(0))
                        .sum());
    }

    boolean differsFrom(HostFigures other) {
        return EventFilter.change(other.disk, disk)
                || EventFilter.change(other.memory, memory)
                || EventFilter.change(other.gpus, gpus);
    }
}
