package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.gpu.GpuDevice;
import dev.venom.runtime.core.internal.gpu.GpuReading;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.spi.runtime.HostHardware;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What this host has, in the terms in which drivers judge models. Thread-safe; measured when it is asked for.
 *
 * @param gpus its GPUs
 * @param memory its memory
 */
public record HostHardwareProbe(Supplier<GpuReading> gpus, HostMemory memory) implements Supplier<HostHardware> {
    @Override
    public HostHardware get() {
        Optional<HostMemory.Figures> figures = memory.read();
        List<HostHardware.Gpu> known = gpus.get().devices().stream()
                .flatMap(device -> gpu(device, figures).stream())
                .toList();
        return new HostHardware(
                figures.map(read -> OptionalLong.of(read.totalBytes())).orElse(OptionalLong.empty()),
                figures.map(read -> OptionalLong.of(read.availableBytes())).orElse(OptionalLong.empty()),
                known);
    }

    /** A GPU without memory of its own takes the host's. */
    private static Optional<HostHardware.Gpu> gpu(GpuDevice device, Optional<HostMemory.Figures> host) {
        OptionalLong total = device.memory().totalBytes();
        if (total.isPresent()) {
            return Optional.of(new HostHardware.Gpu(
                    device.name(), total.getAsLong(), device.memory().freeBytes(), device.computeCapability()));
        }
        return host.map(figures -> new HostHardware.Gpu(
                device.name(),
                figures.totalBytes(),
                OptionalLong.of(figures.availableBytes()),
                device.computeCapability()));
    }
}
