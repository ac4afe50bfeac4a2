package dev.venom.runtime.core.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.venom.runtime.core.internal.gpu.GpuDevice;
import dev.venom.runtime.core.internal.gpu.GpuMemory;
import dev.venom.runtime.core.internal.gpu.GpuUse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A GPU of 1000; vLLM reserves 900 of it, so that 100 are left for everything else. */
class FootprintsTest {
    private static final double RESERVED = 0.9;

    private final Footprints footprints = new Footprints();

    @Test
    void isNotAlarmedByWhatVllmReserves() {
        GpuUse use = runs("vllm", 890, RESERVED, 900);

        assertThat(footprints.gpuPercent(use)).isCloseTo(10, within(0.1));
    }

    @Test
    void isAlarmedByWhatGrowsBeyondTheReservedShare() {
        GpuUse use = runs("vllm", 995, RESERVED, 995);

        assertThat(footprints.gpuPercent(use)).isCloseTo(95, within(0.1));
    }

    @Test
    void isAlarmedByOthersThatLeaveNoRoomForIt() {
        GpuUse use = runs("vllm", 100, RESERVED, 300);

        assertThat(footprints.gpuPercent(use)).isEqualTo(100);
    }

    @Test
    void judgesANeighbourByWhatIsLeftForHim() {
        runs("vllm", 900, RESERVED, 930);
        GpuUse neighbour = runs("ollama", 30, 0, 930);

        assertThat(footprints.gpuPercent(neighbour)).isCloseTo(30, within(0.1));
    }

    @Test
    void countsAllThatIsUsedWhereNothingIsReserved() {
        assertThat(footprints.gpuPercent(runs("ollama", 700, 0, 870))).isCloseTo(87, within(0.1));
    }

    @Test
    void forgetsTheReservationOfWhatNoLongerRuns() {
        runs("vllm", 900, RESERVED, 930);
        footprints.note("vllm", Optional.empty());

        assertThat(footprints.gpuPercent(runs("ollama", 30, 0, 30))).isCloseTo(3, within(0.1));
    }

    @Test
    void blamesTheLargestAndWhoeverTakesANotablePart() {
        remembers("large", 500);
        remembers("notable", 100);
        remembers("small", 20);

        assertThat(footprints.isToBlame("large", 1000)).isTrue();
        assertThat(footprints.isToBlame("notable", 1000)).isTrue();
        assertThat(footprints.isToBlame("small", 1000)).isFalse();
        assertThat(footprints.isToBlame("stopped", 1000)).isFalse();
        assertThat(footprints.isToBlame("large", 1_000_000))
                .as("nobody takes more")
                .isTrue();
    }

    private void remembers(String runtime, long bytes) {
        footprints.note(
                runtime,
                Optional.of(new Footprints.Footprint(OptionalLong.of(bytes), GpuUse.NONE, OptionalDouble.empty())));
    }

    private GpuUse runs(String runtime, long own, double share, long usedByAll) {
        GpuDevice device = new GpuDevice(
                0,
                "GPU-1",
                "NVIDIA L4",
                new GpuMemory(
                        OptionalLong.of(1000), OptionalLong.of(usedByAll), OptionalLong.empty(), OptionalLong.empty()),
                Optional.empty(),
                OptionalInt.empty(),
                List.of(),
                Optional.empty());
        GpuUse use = new GpuUse(OptionalLong.of(own), List.of(device), Optional.empty());
        footprints.note(
                runtime,
                Optional.of(new Footprints.Footprint(
                        OptionalLong.empty(), use, share > 0 ? OptionalDouble.of(share) : OptionalDouble.empty())));
        return use;
    }
}
