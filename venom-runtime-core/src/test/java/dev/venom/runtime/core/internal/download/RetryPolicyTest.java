package dev.venom.runtime.core.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.download.RetryPolicy.Decision;
import dev.venom.runtime.core.internal.http.Backoff;
import dev.venom.runtime.core.internal.http.ContentCoding;
import dev.venom.runtime.core.internal.partial.Extent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What becomes of a file after a setback, on a clock that the test moves. */
class RetryPolicyTest {
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final VenomException FAILURE = new VenomException(ErrorCode.NETWORK, "It broke", "");
    private static final AttemptFailure BROKEN = AttemptFailure.lasting(AttemptFailure.Kind.BROKEN, FAILURE);
    private static final RangeResponse PART =
            new RangeResponse(RangeResponse.Kind.PART, Optional.of(new Extent(0, 1)), ContentCoding.NONE);

    private final AtomicLong nanos = new AtomicLong();
    private final RetryPolicy policy = new RetryPolicy(
            DownloadSettings.builder()
                    .rangesPerFile(6)
                    .noProgressTimeout(Duration.ofSeconds(10))
                    .longestServerWait(Duration.ofSeconds(60))
                    .backoff(new Backoff(BACKOFF, BACKOFF, () -> 1.0))
                    .build(),
            nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void sendsOneConnectionAheadUntilTheServerAnswers() {
        assertThat(policy.mostConnections()).isEqualTo(1);
        policy.answered(PART);
        assertThat(policy.mostConnections()).isEqualTo(6);
        policy.foundOneStream();
        assertThat(policy.mostConnections()).isEqualTo(1);
    }

    @Test
    void goesOnNearlyAtOnceAfterProgress() {
        policy.answered(PART);
        policy.progressed();

        assertThat(policy.afterSetback(BROKEN, true)).isEqualTo(new Decision.Again("going on"));
        assertThat(policy.isDue()).isFalse();
        pass(Duration.ofMillis(50));
        assertThat(policy.isDue()).isTrue();
        assertThat(policy.mostConnections()).isEqualTo(6);
    }

    @Test
    void waitsAndSendsOneAheadWhereNothingCameInBetween() {
        policy.answered(PART);
        policy.progressed();
        policy.afterSetback(BROKEN, true);

        assertThat(policy.afterSetback(BROKEN, true)).isInstanceOf(Decision.Again.class);
        assertThat(policy.mostConnections()).isEqualTo(1);
        pass(Duration.ofMillis(50));
        assertThat(policy.isDue()).isFalse();
        pass(BACKOFF);
        assertThat(policy.isDue()).isTrue();
    }

    @Test
    void givesUpWhenPatienceIsOver() {
        assertThat(policy.afterSetback(BROKEN, true)).isInstanceOf(Decision.Again.class);
        pass(Duration.ofSeconds(10));
        assertThat(policy.afterSetback(BROKEN, true)).isEqualTo(new Decision.GiveUp(FAILURE));
    }

    @Test
    void countsNoTimeThatAServerAskedFor() {
        assertThat(policy.acceptsServerWait(Duration.ofSeconds(50))).isTrue();
        pass(Duration.ofSeconds(50));
        assertThat(policy.afterSetback(BROKEN, true)).isInstanceOf(Decision.Again.class);
        assertThat(policy.acceptsServerWait(Duration.ofSeconds(50))).isFalse();
    }

    @Test
    void givesUpAfterAsManyTriesAsMakeSense() {
        AttemptFailure twice = new AttemptFailure(AttemptFailure.Kind.EXPIRED, 2, FAILURE);

        assertThat(policy.afterSetback(twice, true)).isInstanceOf(Decision.Again.class);
        assertThat(policy.afterSetback(twice, true)).isEqualTo(new Decision.GiveUp(FAILURE));
    }

    @Test
    void progressBeginsTheCountAnew() {
        AttemptFailure twice = new AttemptFailure(AttemptFailure.Kind.EXPIRED, 2, FAILURE);
        policy.afterSetback(twice, true);
        policy.progressed();

        assertThat(policy.triesInARow()).isZero();
        assertThat(policy.afterSetback(twice, true)).isInstanceOf(Decision.Again.class);
    }

    @Test
    void asksForTheWholeWhereRangesNeverWorked() {
        AttemptFailure wrongRange = new AttemptFailure(AttemptFailure.Kind.WRONG_RANGE, 4, FAILURE);

        assertThat(policy.afterSetback(wrongRange, true)).isInstanceOf(Decision.Again.class);
        assertThat(policy.isUnranged()).isTrue();
        assertThat(policy.isInOneStream()).isTrue();
        assertThat(policy.afterSetback(wrongRange, true)).isEqualTo(new Decision.Unchanged());
    }

    @Test
    void asksForTheWholeOnlyAfterSeveralTriesWhereRangesWorkedBefore() {
        AttemptFailure wrongRange = new AttemptFailure(AttemptFailure.Kind.WRONG_RANGE, 2, FAILURE);
        policy.answered(PART);

        policy.afterSetback(wrongRange, true);
        assertThat(policy.isUnranged()).isFalse();
        policy.afterSetback(wrongRange, true);
        assertThat(policy.isUnranged()).isTrue();
    }
}
