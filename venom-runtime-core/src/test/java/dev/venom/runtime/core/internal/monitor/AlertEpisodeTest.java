package dev.venom.runtime.core.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.core.internal.configuration.AlertLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures arrive every ten seconds; the limit is 85, for 30 seconds. */
class AlertEpisodeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @ParameterizedTest(name = "{0} raises {1}: {2}")
    @CsvSource(textBlock = """
            84 85 84 85 84,                ----- , the limit itself is kept
            90 90 90 90 90,                ---## , raised after half a minute
            90 90 84 90 90 90 90,          ------# , a pause begins anew
            90 90 90 90 84 81 80 86 79 86, ---#####-- , cleared five points below and not before
            99 10 99 10 99 10,             ------ , peaks are no episode
            """)
    void follows(String figures, String expected, String why) {
        AlertEpisode episode = new AlertEpisode(85, HALF_A_MINUTE);
        StringBuilder raised = new StringBuilder();
        Instant now = START;
        for (String figure : figures.strip().split(" ")) {
            raised.append(episode.follow(Double.parseDouble(figure), now) ? '#' : '-');
            now = now.plusSeconds(10);
        }

        assertThat(raised.toString()).as(why).isEqualTo(expected.strip());
    }

    @Test
    void raisesAtOnceWhereNoDurationIsAskedFor() {
        assertThat(new AlertEpisode(85, Duration.ZERO).follow(86, START)).isTrue();
    }

    @Test
    void tellsARuntimesAlertsWithTheirFigures() {
        RuntimeAlerts alerts = new RuntimeAlerts("vllm", new AlertLimits(85, 90, HALF_A_MINUTE));
        MemoryPressure.Percents percents = new MemoryPressure.Percents(91.26, 95);
        assertThat(alerts.follow(percents, START, true)).isEmpty();

        List<Alert> raised = alerts.follow(percents, START.plus(HALF_A_MINUTE), true);

        assertThat(raised)
                .containsExactly(
                        new Alert("vllm", Alert.Resource.RAM, 91.3, 85, Alert.State.RAISED),
                        new Alert("vllm", Alert.Resource.VRAM, 95, 90, Alert.State.RAISED));
        assertThat(alerts.follow(MemoryPressure.Percents.NONE, START.plusSeconds(40), true))
                .as("what stands still takes nothing")
                .isEmpty();
    }

    @Test
    void showsAtOnceToOneWhoLooksOnlyOnce() {
        RuntimeAlerts alerts = new RuntimeAlerts("vllm", new AlertLimits(85, 85, HALF_A_MINUTE));

        assertThat(alerts.follow(new MemoryPressure.Percents(91, 20), START, false))
                .extracting(Alert::resource)
                .containsExactly(Alert.Resource.RAM);
    }
}
