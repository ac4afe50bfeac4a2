package dev.venom.runtime.supervisor.process.internal.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GracePeriodsTest {
    @Test
    void leavesThoseWhomTheLeaderLeavesTheLastFiveSecondsOfALimitOrAQuarterOfAShortOne() {
        assertThat(GracePeriods.forOthersWithin(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(5));
        assertThat(GracePeriods.forOthersWithin(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(1));
        assertThat(GracePeriods.forOthersWithin(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }
}
