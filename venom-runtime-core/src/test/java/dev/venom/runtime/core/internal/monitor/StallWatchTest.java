package dev.venom.runtime.core.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.Activity.Pace;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
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

        assertThat(watch.see(silent, false, START)).isEmpty();
        assertThat(watch.see(silent, false, START.plusSeconds(600))).isEmpty();
    }

    @Test
    void doesNotBlameOneWhoseCounterMovesOnlyWhenARequestEnds() {
        assertThat(see(Pace.BY_REQUEST, false, 100, 0)).isEmpty();
        assertThat(see(Pace.BY_REQUEST, false, 100, 3_600)).isEmpty();
        assertThat(see(Pace.BY_REQUEST, false, 101, 3_601)).contains(Progress.Kind.PROVED);
    }

    @Test
    void givesABatchTimeWhileTheProcessorWorks() {
        assertThat(see(Pace.BY_BATCH, true, 100, 0)).isEmpty();
        assertThat(see(Pace.BY_BATCH, true, 100, 599)).isEmpty();
        assertThat(see(Pace.BY_BATCH, true, 100, 600)).contains(Progress.Kind.STALLED);
        assertThat(see(Pace.BY_BATCH, false, 101, 700)).contains(Progress.Kind.PROVED);
        assertThat(see(Pace.BY_BATCH, false, 101, 701)).isEmpty();
        assertThat(see(Pace.BY_BATCH, false, 101, 761)).contains(Progress.Kind.STALLED);
    }

    @Test
    void takesAFillingCacheForWork() {
        for (int seconds = 0; seconds < 600; seconds += 10) {
            Activity prefilling = new Activity(
                    OptionalLong.of(1), OptionalLong.of(0), OptionalLong.of(7), OptionalDouble.of(seconds / 10.0));
            assertThat(watch.see(prefilling, false, START.plusSeconds(seconds))).isEmpty();
        }
    }

    @Test
    void holdsItAgainstOneWithRequestsThatItTellsNothingAnyMore() {
        assertThat(see(1, 0, 100, 0)).isEmpty();
        assertThat(see(1, 0, 100, 10)).isEmpty();
        assertThat(watch.see(Activity.UNKNOWN, false, START.plusSeconds(59))).isEmpty();
        assertThat(watch.see(Activity.UNKNOWN, false, START.plusSeconds(60)))
                .map(Progress::kind)
                .contains(Progress.Kind.STALLED);
    }

    private Optional<Progress.Kind> see(Pace pace, boolean processorWorks, long counter, long seconds) {
        Activity activity = new Activity(
                OptionalLong.of(1), OptionalLong.of(0), OptionalLong.of(counter), OptionalDouble.empty(), pace);
        return watch.see(activity, processorWorks, START.plusSeconds(seconds)).map(Progress::kind);
    }

    private Optional<Progress.Kind> see(long running, long waiting, long counter, long seconds) {
        return watch.see(
                        new Activity(OptionalLong.of(running), OptionalLong.of(waiting), OptionalLong.of(counter)),
                        false,
                        START.plusSeconds(seconds))
                .map(Progress::kind);
    }
}
