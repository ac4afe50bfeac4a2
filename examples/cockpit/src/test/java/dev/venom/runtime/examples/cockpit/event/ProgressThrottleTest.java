package dev.venom.runtime.examples.cockpit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgressThrottleTest {
    private static final long MILLI = 1_000_000;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final ProgressThrottle pace = new ProgressThrottle(nanos::get);

    @Test
    void letsAnOperationTellOfItsProgressFiveTimesASecond() {
        long told = LongStream.range(0, 1_000)
                .peek(milli -> nanos.set(milli * MILLI))
                .filter(milli -> pace.isDue(progressOf("one")))
                .count();

        assertThat(told).isEqualTo(5);
    }

    @Test
    void countsEachOperationByItself() {
        assertThat(pace.isDue(progressOf("one"))).isTrue();
        assertThat(pace.isDue(progressOf("other"))).isTrue();
        assertThat(pace.isDue(progressOf("one"))).isFalse();
        pace.forget(progressOf("one"));
        assertThat(pace.isDue(progressOf("one"))).isTrue();
    }

    private static OperationStatus progressOf(String id) {
        return new OperationStatus(
                new OperationId(id),
                OperationKind.INSTALL,
                Optional.empty(),
                Optional.empty(),
                OperationState.RUNNING,
                "download",
                Progress.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
