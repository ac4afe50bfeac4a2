package dev.venom.runtime.core.internal.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.core.internal.gpu.GpuDevice;
import dev.venom.runtime.core.internal.gpu.GpuMemory;
import dev.venom.runtime.core.internal.gpu.GpuReading;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.spi.runtime.HostHardware;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HostHardwareProbeTest {
    @Test
    void describesAGpuByItsOwnMemory() {
        GpuMemory memory = new GpuMemory(
                OptionalLong.of(24_000), OptionalLong.of(6_000), OptionalLong.of(18_000), OptionalLong.empty());

        assertThat(hardware(memory).gpus())
                .containsExactly(
                        new HostHardware.Gpu("NVIDIA L4", 24_000, OptionalLong.of(18_000), Optional.of("8.9")));
    }

    @Test
    void describesAGpuThatHasNoneByTheHosts() {
        HostHardware hardware = hardware(GpuMemory.UNKNOWN);

        assertThat(hardware.gpus())
                .singleElement()
                .satisfies(gpu -> assertThat(gpu.memoryBytes())
                        .isEqualTo(hardware.memoryBytes().orElseThrow()));
    }

    private static HostHardware hardware(GpuMemory memory) {
        GpuDevice device = new GpuDevice(
                0, "GPU-1", "NVIDIA L4", memory, Optional.of("8.9"), OptionalInt.empty(), List.of(), Optional.empty());
        return new HostHardwareProbe(() -> new GpuReading(List.of(device), List.of()), new HostMemory()).get();
    }
}
