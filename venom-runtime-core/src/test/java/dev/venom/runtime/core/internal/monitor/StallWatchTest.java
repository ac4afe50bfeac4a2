package dev.venom.runtime.core.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.runtime.Activity;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StallWatchTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StallWatch watch = new StallWatch();

    @Test
    void findsThatARuntimeStallsWhichHasRequestsAndDoesNothing() {
        assertThat(see(1, 0, 100, 0)).isEmpty();
        assertThat(see(1, 2, 100, 59)).isEmpty();
        assertThat(see(1, 2, 100, 60)).contains(Progress.Kind.STALLED);
        assertThat(see(0, 1, 100, 70)).as("waiting ones count too").contains(Progress.Kind.STALLED);
    }

    @Test
    void isContentWithOneThatMoves() {
        assertThat(see(1, 0, 100, 0)).isEmpty();
        assertThat(see(1, 0, 101, 50)).contains(Progress.Kind.PROVED);
        assertThat(see(1, 0, 101, 100)).as("fifty seconds since").isEmpty();
        assertThat(see(1, 0, 101, 170)).contains(Progress.Kind.STALLED);
        assertThat(see(1, 0, 102, 180)).contains(Progress.Kind.PROVED);
    }

    @Test
    void takesOneWithoutRequestsForIdle() {
        assertThat(see(1, 0, 100, 0)).isEmpty();
        assertThat(see(0, 0, 100, 50)).isEmpty();
        assertThat(see(1, 0, 100, 100)).as("the first of new ones").isEmpty();
        assertThat(see(1, 0, 100, 130)).isEmpty();
    }

    @Test
    void saysNothingOfOneThatDoesNotCount() {
        Activity silent = new Activity(OptionalLong.of(5), OptionalLong.of(5), OptionalLong.empty());

        assertThat(watch.see(silent, START)).isEmpty();
        assertThat(watch.see(silent, START.plusSeconds(600))).isEmpty();
    }

    private Optional<Progress.Kind> see(long running, long waiting, long counter, long seconds) {
        return watch.see(
                        new Activity(OptionalLong.of(running), OptionalLong.of(waiting), OptionalLong.of(counter)),
                        START.plusSeconds(seconds))
                .map(Progress::kind);
    }
}
