package dev.venom.runtime.examples.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final Throttle pace = new Throttle(Duration.ofNanos(100), nanoTime::get);

    @Test
    void letsTheFirstPassAndThenOneInEachInterval() {
        assertThat(pace.allows()).isTrue();
        nanoTime.addAndGet(99);
        assertThat(pace.allows()).isFalse();
        nanoTime.addAndGet(1);
        assertThat(pace.allows()).isTrue();
        assertThat(pace.allows()).isFalse();
    }
}
