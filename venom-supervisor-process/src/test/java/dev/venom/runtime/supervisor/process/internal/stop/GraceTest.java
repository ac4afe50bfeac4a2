package dev.venom.runtime.supervisor.process.internal.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GraceTest {
    @Test
    void leavesThoseWhomTheLeaderLeavesTheLastFiveSecondsOfALimitOrAQuarterOfAShortOne() {
        assertThat(Grace.forOthersWithin(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(5));
        assertThat(Grace.forOthersWithin(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Grace.forOthersWithin(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }
}
