package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.host.DiskReport;
import dev.venom.runtime.api.host.GpuReport;
import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.api.host.MemoryReport;
import dev.venom.runtime.api.model.DiskForecast;
import dev.venom.runtime.core.internal.admission.Demand;
import dev.venom.runtime.core.internal.admission.DiskAdmission;
import dev.venom.runtime.core.internal.gpu.GpuDevice;
import dev.venom.runtime.core.internal.gpu.GpuReading;
import dev.venom.runtime.core.internal.gpu.Gpus;
import dev.venom.runtime.core.internal.host.HostMemory;
import java.nio.file.Path;

/** Tells what this host has, and how much of it is in use. Thread-safe. */
public final class HostReporter {
    private final Path cacheDirectory;
    private final DiskAdmission admission;
    private final HostMemory memory;
    private final Gpus gpus;

    /**
     * Makes the survey. Reads nothing.
     *
     * @param cacheDirectory where models are kept
     * @param admission knows the disk
     * @param memory knows the memory
     * @param gpus knows the GPUs
     */
    public HostReporter(Path cacheDirectory, DiskAdmission admission, HostMemory memory, Gpus gpus) {
        this.cacheDirectory = cacheDirectory;
        this.admission = admission;
        this.memory = memory;
        this.gpus = gpus;
    }

    /**
     * Looks at the host.
     *
     * @return what it has
     */
    public HostReport take() {
        GpuReading reading = gpus.recent();
        return new HostReport(
                disk(),
                memory.read()
                        .map(figures ->
                                new MemoryReport(figures.totalBytes(), figures.availableBytes(), figures.hostBytes())),
                reading.devices().stream().map(HostReporter::report).toList(),
                reading.troubles());
    }

    private DiskReport disk() {
        DiskForecast forecast =
                admission.outlook(Demand.nothing(cacheDirectory)).forecast();
        return new DiskReport(
                cacheDirectory,
                admission.totalBytes(cacheDirectory),
                forecast.freeBytes(),
                forecast.reservedBytes(),
                forecast.usedBytes(),
                forecast.quotaBytes());
    }

    private static GpuReport report(GpuDevice device) {
        return new GpuReport(
                device.index(),
                device.id(),
                device.name(),
                device.memory().totalBytes(),
                device.memory().usedBytes(),
                device.memory().freeBytes(),
                device.memory().reservedBytes(),
                device.utilizationPercent(),
                device.computeCapability(),
                device.processes().stream()
                        .map(process -> new GpuReport.Process(process.pid(), process.usedBytes()))
                        .toList(),
                device.trouble());
    }
}
