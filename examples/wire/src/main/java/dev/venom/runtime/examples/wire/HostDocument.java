package dev.venom.runtime.examples.wire;

import dev.venom.runtime.api.host.DiskReport;
import dev.venom.runtime.api.host.GpuReport;
import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.api.host.MemoryReport;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the host has: disk and quota, memory, GPUs. */
public final class HostDocument {
    private static final int BYTES_OF_A_MEGABYTE_SHIFT = 20;
    private static final double PERCENT = 100;

    private HostDocument() {}

    /**
     * A report.
     *
     * @param report what the host has
     * @return {@code {"disk":{...},"memory":{...},"gpus":[...],"remarks":[]}}
     */
    public static String of(HostReport report) {
        JsonLine line = JsonLine.begin().object("disk", report.disk(), HostDocument::write);
        report.memory().ifPresent(memory -> line.object("memory", memory, HostDocument::write));
        return line.objects("gpus", report.gpus(), HostDocument::write)
                .texts("remarks", report.remarks())
                .end();
    }

    private static void write(JsonLine line, DiskReport disk) {
        line.text("directory", disk.directory().toString());
        disk.totalBytes().ifPresent(total -> line.gigabytes("total_gb", total));
        disk.freeBytes().ifPresent(free -> line.gigabytes("free_gb", free));
        line.gigabytes("reserved_gb", disk.reservedBytes()).gigabytes("used_gb", disk.usedBytes());
        disk.quotaBytes().ifPresent(quota -> line.gigabytes("quota_gb", quota));
    }

    private static void write(JsonLine line, MemoryReport memory) {
        line.number("total_mb", megabytes(memory.totalBytes()))
                .number("available_mb", megabytes(memory.availableBytes()))
                .number("used_mb", megabytes(memory.usedBytes()))
                .decimal("used_percent", rounded(PERCENT * memory.usedBytes() / Math.max(1, memory.totalBytes())))
                .number("host_mb", megabytes(memory.hostBytes()));
    }

    private static void write(JsonLine line, GpuReport gpu) {
        line.number("index", gpu.index())
                .text("id", gpu.id())
                .text("name", gpu.name())
                .number("total_mb", megabytes(gpu.totalBytes()))
                .number("used_mb", megabytes(gpu.usedBytes()))
                .number("free_mb", megabytes(gpu.freeBytes()))
                .number("reserved_mb", megabytes(gpu.reservedBytes()));
        usedPercent(gpu).ifPresent(percent -> line.decimal("used_percent", percent));
        gpu.utilizationPercent().ifPresent(percent -> line.number("utilization_percent", percent));
        line.text("compute_capability", gpu.computeCapability())
                .objects("processes", gpu.processes(), HostDocument::write)
                .text("trouble", gpu.trouble());
    }

    private static void write(JsonLine line, GpuReport.Process process) {
        line.number("pid", process.pid()).number("memory_mb", megabytes(process.usedBytes()));
    }

    private static OptionalDouble usedPercent(GpuReport gpu) {
        return gpu.usedBytes().isPresent() && gpu.totalBytes().orElse(0) > 0
                ? OptionalDouble.of(rounded(
                        PERCENT * gpu.usedBytes().getAsLong() / gpu.totalBytes().getAsLong()))
                : OptionalDouble.empty();
    }

    private static double rounded(double percent) {
        return Math.round(percent * 10) / 10.0;
    }

    private static long megabytes(long bytes) {
        return bytes >> BYTES_OF_A_MEGABYTE_SHIFT;
    }

    private static OptionalLong megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? OptionalLong.of(megabytes(bytes.getAsLong())) : OptionalLong.empty();
    }
}
