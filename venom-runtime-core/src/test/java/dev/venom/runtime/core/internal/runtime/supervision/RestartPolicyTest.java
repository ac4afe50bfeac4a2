package dev.venom.runtime.core.internal.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final RestartPolicy policy = new RestartPolicy(() -> 0.5);

    @Test
    void doublesTheDelayUpToFiveMinutes() {
        List<Long> delays = new ArrayList<>();
        for (int end = 0; end < 10; end++) {
            Instant now = BEGIN.plus(Duration.ofHours(end));
            delays.add(Duration.between(now, policy.ended(now).orElseThrow()).toSeconds());
        }
        assertThat(delays).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void givesUpAfterFiveEndsWithinHalfAnHour() {
        for (int end = 0; end < 4; end++) {
            assertThat(policy.ended(BEGIN.plusSeconds(end))).isPresent();
        }
        assertThat(policy.ended(BEGIN.plus(Duration.ofMinutes(29)))).isEmpty();
    }

    @Test
    void forgetsEndsOfLongAgo() {
        for (int end = 0; end < 4; end++) {
            policy.ended(BEGIN.plusSeconds(end));
        }
        assertThat(policy.ended(BEGIN.plus(Duration.ofMinutes(31)))).isPresent();
    }

    @Test
    void beginsAgainAfterTenGoodMinutes() {
        policy.ended(BEGIN);
        policy.ended(BEGIN);
        policy.upSince(BEGIN, BEGIN.plus(Duration.ofMinutes(9)));
        assertThat(policy.ended(BEGIN.plusSeconds(1))).contains(BEGIN.plusSeconds(9));

        policy.upSince(BEGIN, BEGIN.plus(Duration.ofMinutes(10)));
        Instant now = BEGIN.plus(Duration.ofMinutes(11));
        assertThat(policy.ended(now)).contains(now.plusSeconds(2));
    }

    @Test
    void spreadsWhatEndedTogether() {
        assertThat(new RestartPolicy(() -> 0).ended(BEGIN)).contains(BEGIN.plusMillis(1_600));
        assertThat(new RestartPolicy(() -> 0.999_999).ended(BEGIN).orElseThrow())
                .isAfter(BEGIN.plusMillis(2_390));
    }
}
