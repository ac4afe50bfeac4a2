package dev.venom.runtime.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.host.DiskReport;
import dev.venom.runtime.api.host.GpuReport;
import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.api.host.MemoryReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HostDocumentTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void tellsDiskMemoryAndGpus() {
        HostReport report = new HostReport(
                new DiskReport(
                        Path.of("/models"),
                        OptionalLong.of(2_000_000_000_000L),
                        OptionalLong.of(500_000_000_000L),
                        0,
                        42_500_000_000L,
                        quota(100)),
                Optional.of(new MemoryReport(64 * GIBIBYTE, 48 * GIBIBYTE, 128 * GIBIBYTE)),
                List.of(new GpuReport(
                        0,
                        "GPU-1",
                        "NVIDIA L4",
                        OptionalLong.of(24 * GIBIBYTE),
                        OptionalLong.of(6 * GIBIBYTE),
                        OptionalLong.of(18 * GIBIBYTE),
                        OptionalLong.empty(),
                        OptionalInt.of(40),
                        Optional.of("8.9"),
                        List.of(new GpuReport.Process(10, OptionalLong.of(GIBIBYTE))),
                        Optional.empty())),
                List.of());

        assertThat(HostDocument.of(report))
                .isEqualTo("{\"disk\":{\"directory\":\"/models\",\"total_gb\":2000.0,\"free_gb\":500.0,"
                        + "\"reserved_gb\":0.0,\"used_gb\":42.5,\"quota_gb\":100.0},"
                        + "\"memory\":{\"total_mb\":65536,\"available_mb\":49152,\"used_mb\":16384,"
                        + "\"used_percent\":25.0,\"host_mb\":131072},"
                        + "\"gpus\":[{\"index\":0,\"id\":\"GPU-1\",\"name\":\"NVIDIA L4\",\"total_mb\":24576,"
                        + "\"used_mb\":6144,\"free_mb\":18432,\"used_percent\":25.0,\"utilization_percent\":40,"
                        + "\"compute_capability\":\"8.9\",\"processes\":[{\"pid\":10,\"memory_mb\":1024}]}],"
                        + "\"remarks\":[]}");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        HostReport report = new HostReport(
                new DiskReport(
                        Path.of("/models"),
                        OptionalLong.of(1_000_000_000L),
                        OptionalLong.empty(),
                        0,
                        0,
                        OptionalLong.empty()),
                Optional.empty(),
                List.of(),
                List.of("the NVIDIA driver has not answered"));

        assertThat(HostDocument.of(report))
                .isEqualTo("{\"disk\":{\"directory\":\"/models\",\"total_gb\":1.0,"
                        + "\"reserved_gb\":0.0,\"used_gb\":0.0},\"gpus\":[],"
                        + "\"remarks\":[\"the NVIDIA driver has not answered\"]}");
    }

    private static OptionalLong quota(long gigabytes) {
        return OptionalLong.of(gigabytes * 1_000_000_000L);
    }
}
