package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back calls to an origin for as long as it asked, be it after a 429 or 503, or because no calls are
 * left in its window: the next one would be refused. Thread-safe.
 *
 * <p>An origin may count in buckets that are refilled apart, as the Hub does for its API and for files. Which
 * bucket a call is counted in, only its answer tells; from then on all calls to the API, or all others, are taken
 * to be counted there, too.
 */
public final class RateLimitPacer implements Pacing {
    /** The longest wait that is honoured. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(600);

    private static final Logger log = LoggerFactory.getLogger(RateLimitPacer.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /** What has no name holds for all calls to its origin. */
    private static final String ALL = "";

    private static final Pattern INTERFACE = Pattern.compile("/+api(/|$)");

    private final Map<Bucket, Instant> releases = new ConcurrentHashMap<>();
    private final Map<Place, Set<String>> buckets = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Sleeper sleeper;

    RateLimitPacer(Clock clock, Sleeper sleeper) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
    }

    private record Bucket(Origin origin, String name) {}

    /** Calls that are counted alike: those to an interface, or those for files. */
    private record Place(Origin origin, boolean isInterface) {
        static Place of(URI uri) {
            return new Place(Origin.of(uri), INTERFACE.matcher(uri.getPath()).lookingAt());
        }
    }

    @Override
    public void awaitTurn(URI uri, Consumer<Duration> waits) throws InterruptedException {
        Origin origin = Origin.of(uri);
        Duration wait = remaining(uri);
        while (!wait.isZero()) {
            if (wait.compareTo(LONGEST_WAIT) > 0) {
                throw tooLong(origin, wait);
            }
            log.info("call held back, as the server asked host={} seconds={}", origin.host(), roundedUp(wait));
            waits.accept(wait);
            sleeper.sleep(wait);
            wait = remaining(uri);
        }
    }

    private Duration remaining(URI uri) {
        Place place = Place.of(uri);
        return Stream.concat(Stream.of(ALL), buckets.getOrDefault(place, Set.of()).stream())
                .map(name -> remaining(new Bucket(place.origin(), name)))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Duration remaining(Bucket bucket) {
        Instant release = releases.get(bucket);
        if (release == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), release);
        if (left.isZero() || left.isNegative()) {
            // Only this value: another thread may have learned a later one meanwhile
            releases.remove(bucket, release);
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
        Set<String> counted = RateLimit.buckets(head.headers());
        if (!counted.isEmpty()) {
            buckets.put(Place.of(head.uri()), counted);
        }
        Map<String, Duration> waits = new HashMap<>(RateLimit.holdBack(head.headers()));
        if (waits.isEmpty()) {
            retryAfter(head).ifPresent(wait -> waits.put(ALL, wait));
        }
        waits.forEach((name, wait) -> releases.merge(
                new Bucket(Origin.of(head.uri()), name),
                clock.instant().plus(wait),
                (known, learned) -> learned.isAfter(known) ? learned : known));
        return waits.values().stream().max(Comparator.naturalOrder());
    }

    private Optional<Duration> retryAfter(ReplyHead head) {
        boolean refused = head.status() == TOO_MANY_REQUESTS || head.status() == UNAVAILABLE;
        return refused ? RetryAfter.of(head.headers(), clock.instant()) : Optional.empty();
    }
}
