package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back calls to an origin for as long as it asked, be it after a 429 or 503, or because no calls are
 * left in its window: the next one would be refused. Thread-safe.
 */
public final class RateLimitPacer implements Pacing {
    /** The longest wait that is honoured. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(600);

    private static final Logger log = LoggerFactory.getLogger(RateLimitPacer.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final Map<Origin, Instant> releases = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Sleeper sleeper;

    RateLimitPacer(Clock clock, Sleeper sleeper) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
    }

    @Override
    public void awaitTurn(Origin origin, Consumer<Duration> waits) throws InterruptedException {
        Duration wait = remaining(origin);
        while (!wait.isZero()) {
            if (wait.compareTo(LONGEST_WAIT) > 0) {
                throw tooLong(origin, wait);
            }
            log.info("call held back, as the server asked host={} seconds={}", origin.host(), roundedUp(wait));
            waits.accept(wait);
            sleeper.sleep(wait);
            wait = remaining(origin);
        }
    }

    private Duration remaining(Origin origin) {
        Instant release = releases.get(origin);
        if (release == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), release);
        if (left.isZero() || left.isNegative()) {
            // Only this value: another thread may have learned a later one meanwhile
            releases.remove(origin, release);
            return Duration.ZERO;
        }
        return left;
    }

    private static VenomException tooLong(Origin origin, Duration wait) {
        return new VenomException(
                ErrorCode.RATE_LIMITED,
                origin + " asks to wait " + roundedUp(wait) + " s before the next call",
                "Try again after that time. A token often raises the limit.");
    }

    private static long roundedUp(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }

    @Override
    public Optional<Duration> learn(ReplyHead head) {
        Optional<Duration> wait = RateLimit.holdBack(head.headers()).or(() -> retryAfter(head));
        wait.ifPresent(time -> releases.merge(
                Origin.of(head.uri()),
                clock.instant().plus(time),
                (known, learned) -> learned.isAfter(known) ? learned : known));
        return wait;
    }

    private Optional<Duration> retryAfter(ReplyHead head) {
        boolean refused = head.status() == TOO_MANY_REQUESTS || head.status() == UNAVAILABLE;
        return refused ? RetryAfter.of(head.headers(), clock.instant()) : Optional.empty();
    }
}
