package dev.venom.runtime.core.internal.gpu;

import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.spi.runtime.HostHardware;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Describes what this host has to run models on, for the judgement whether a model fits. Thread-safe. */
public final class HardwareSurvey {
    private final HostMemory memory;
    private final Gpus gpus;

    /**
     * Makes the survey. Reads nothing.
     *
     * @param memory the memory that can be had
     * @param gpus the GPUs
     */
    public HardwareSurvey(HostMemory memory, Gpus gpus) {
        this.memory = memory;
        this.gpus = gpus;
    }

    /**
     * Looks at the host.
     *
     * @return what it has; what can't be read is empty
     */
    public HostHardware take() {
        Optional<HostMemory.Figures> figures = memory.read();
        List<HostHardware.Gpu> devices = gpus.recent().devices().stream()
                .flatMap(device -> describe(device, figures).stream())
                .toList();
        return new HostHardware(
                figures.map(known -> OptionalLong.of(known.totalBytes())).orElse(OptionalLong.empty()),
                figures.map(known -> OptionalLong.of(known.availableBytes())).orElse(OptionalLong.empty()),
                devices);
    }

    /** A GPU without memory of its own takes the host's. */
    private static Optional<HostHardware.Gpu> describe(GpuDevice device, Optional<HostMemory.Figures> host) {
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
