package dev.venom.runtime.examples.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void showsShareSizesRateAndTimeLeft() {
        Progress half = new Progress(
                2_000_000_000L, 4_000_000_000L, OptionalLong.of(50_000_000), Optional.of(Duration.ofSeconds(40)));

        assertThat(ProgressLine.of(Statuses.of(OperationState.RUNNING, "download", half)))
                .isEqualTo("download    [############------------]  50% 2.0 GB/4.0 GB 50.0 MB/s ETA 40s");
    }

    @Test
    void showsThePhaseAloneWhileTheTotalIsUnknown() {
        assertThat(ProgressLine.of(Statuses.of(OperationState.RUNNING, "plan", Progress.NONE)))
                .isEqualTo("plan ...");
    }

    @Test
    void showsThatItWaits() {
        Progress half = new Progress(50, 100, OptionalLong.empty(), Optional.empty());

        assertThat(ProgressLine.of(Statuses.of(OperationState.PAUSED, "download", half)))
                .startsWith("paused      [")
                .endsWith("50% 50 B/100 B");
    }

    @Test
    void neverWrapsOnANarrowTerminal() {
        Progress huge = new Progress(
                123_400_000_000L,
                999_400_000_000_000L,
                OptionalLong.of(123_400_000_000L),
                Optional.of(Duration.ofHours(12_345)));

        assertThat(ProgressLine.of(Statuses.of(OperationState.RUNNING, "download", huge)))
                .hasSizeLessThan(80);
    }
}
