package dev.venom.runtime.core.internal.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class VramReleaseTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final Set<Long> RUNTIME = Set.of(10L, 11L);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private SimulatedNvml nvml;
    private Gpus gpus;
    private VramRelease vram;

    @BeforeEach
    void aGpuWithARuntimeAndAStranger() throws Exception {
        nvml = SimulatedNvml.ofToday(directory);
        show(12 * GIBIBYTE, "10:" + 6 * GIBIBYTE + ",11:" + 4 * GIBIBYTE + ",99:" + GIBIBYTE);
        gpus = new Gpus(new GpuPaths(nvml.library().toString(), true, "", directory, directory));
        vram = new VramRelease(gpus, attribution(), Duration.ofMillis(5));
    }

    @AfterEach
    void close() {
        gpus.close();
    }

    @Test
    void isBackWhenOnlyTheStrangerIsLeft() throws Exception {
        VramRelease.Before before = vram.before(RUNTIME);
        show(2 * GIBIBYTE, "99:" + GIBIBYTE);

        assertThat(vram.await(before, SHORT)).isEmpty();
    }

    @Test
    void waitsUntilTheDriverHasFreedIt() throws Exception {
        VramRelease.Before before = vram.before(RUNTIME);
        show(9 * GIBIBYTE, "99:" + GIBIBYTE);
        CompletableFuture<Optional<String>> waiting = CompletableFuture.supplyAsync(() -> await(before, LONG));
        assertThat(waiting.isDone()).isFalse();
        show(2 * GIBIBYTE, "99:" + GIBIBYTE);

        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void namesTheProcessThatStillHoldsIt() throws Exception {
        VramRelease.Before before = vram.before(RUNTIME);
        show(6 * GIBIBYTE, "11:" + 4 * GIBIBYTE + ",99:" + GIBIBYTE);

        assertThat(vram.await(before, SHORT)).contains("NVIDIA L4 is still used by process 11");
    }

    @Test
    void saysHowMuchIsMissingThatNobodyOwnsUpTo() throws Exception {
        VramRelease.Before before = vram.before(RUNTIME);
        show(7 * GIBIBYTE, "99:" + GIBIBYTE);

        assertThat(vram.await(before, SHORT).orElseThrow()).contains("7168 MiB in use, 5120 MiB more");
    }

    @Test
    void isNotMisledBySomebodyElseWhoBegins() throws Exception {
        VramRelease.Before before = vram.before(RUNTIME);
        show(9 * GIBIBYTE, "99:" + GIBIBYTE + ",500:" + 8 * GIBIBYTE);

        assertThat(vram.await(before, SHORT)).isEmpty();
    }

    @Test
    void doesNotWaitForARuntimeThatUsedNoGpu() throws Exception {
        VramRelease.Before before = vram.before(Set.of(77L));
        show(20 * GIBIBYTE, "99:" + GIBIBYTE);

        assertThat(before).isEqualTo(new VramRelease.Before(Set.of(77L), Map.of()));
        assertThat(vram.await(before, LONG)).isEmpty();
    }

    @Test
    void doesNotWaitWhereThereIsNoGpu() throws Exception {
        Path nothing = directory.resolve("nothing");
        try (Gpus none = new Gpus(new GpuPaths("none", false, "", nothing, nothing))) {
            VramRelease check = new VramRelease(none, attribution());

            assertThat(check.before(RUNTIME)).isEqualTo(VramRelease.Before.NOTHING);
            assertThat(check.await(VramRelease.Before.NOTHING, LONG)).isEmpty();
        }
    }

    @Test
    void attributesMemoryToTheProcessesOfARuntime() {
        GpuUse use = attribution().of(gpus.read(), RUNTIME, true);

        assertThat(use.bytes()).isEqualTo(OptionalLong.of(10 * GIBIBYTE));
        assertThat(use.devices()).hasSize(1);
        assertThat(attribution().of(gpus.read(), Set.of(77L), true).bytes()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void givesAllThatIsUsedToALonelyProcessWhoseMemoryTheDriverDoesNotTell() throws IOException {
        show(12 * GIBIBYTE, "10:x");
        assertThat(attribution().of(gpus.read(), RUNTIME, true).bytes()).isEqualTo(OptionalLong.of(12 * GIBIBYTE));

        show(12 * GIBIBYTE, "10:x,99:x");
        assertThat(attribution().of(gpus.read(), RUNTIME, true).bytes()).isEmpty();
    }

    @Test
    void trustsNoNumbersThatMeanProcessesOutsideThisContainer() throws Exception {
        GpuAttribution inside = new GpuAttribution(() -> false, new LinuxProcessTable());
        show(12 * GIBIBYTE, "4194303:" + 12 * GIBIBYTE);

        assertThat(inside.of(gpus.read(), RUNTIME, true).bytes())
                .as("the device is its own")
                .isEqualTo(OptionalLong.of(12 * GIBIBYTE));
        assertThat(inside.of(gpus.read(), RUNTIME, false).bytes()).isEmpty();
        assertThat(inside.of(gpus.read(), RUNTIME, false).remark().orElseThrow())
                .contains("outside this container");
    }

    @Test
    void waitsInAContainerUntilNothingChangesAnyMore() throws Exception {
        GpuAttribution inside = new GpuAttribution(() -> false, new LinuxProcessTable());
        show(12 * GIBIBYTE, "4194303:" + 12 * GIBIBYTE);
        VramRelease check = new VramRelease(gpus, inside, Duration.ofMillis(5));

        VramRelease.Before before = check.before(RUNTIME);
        show(GIBIBYTE, "");

        assertThat(before.expectedBytes()).containsEntry("GPU-1", Optional.empty());
        assertThat(check.await(before, LONG)).isEmpty();
    }

    private void show(long used, String processes) throws IOException {
        nvml.show(
                "count=1",
                "0.name=NVIDIA L4",
                "0.uuid=GPU-1",
                "0.capability=8.9",
                "0.total=" + 24 * GIBIBYTE,
                "0.used=" + used,
                "0.free=" + (24 * GIBIBYTE - used),
                "0.processes=" + processes);
    }

    private Optional<String> await(VramRelease.Before before, Duration limit) {
        try {
            return vram.await(before, limit);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static GpuAttribution attribution() {
        return new GpuAttribution(() -> true, new LinuxProcessTable());
    }
}
