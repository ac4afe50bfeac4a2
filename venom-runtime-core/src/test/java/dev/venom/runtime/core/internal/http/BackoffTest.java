package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    @Test
    void doublesUpToTheLimitAndNeverOverflows() {
        Backoff backoff = new Backoff(FIRST, LONGEST, () -> 1);

        assertThat(IntStream.of(1, 2, 3, 4, 5, 100, Integer.MAX_VALUE).mapToObj(backoff::after))
                .containsExactly(
                        FIRST, FIRST.multipliedBy(2), FIRST.multipliedBy(4), LONGEST, LONGEST, LONGEST, LONGEST);
    }

    @Test
    void takesAtLeastHalfOfTheStep() {
        assertThat(new Backoff(FIRST, LONGEST, () -> 0).after(4)).isEqualTo(Duration.ofSeconds(4));
    }
}
