package dev.venom.runtime.core.internal.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** How long to wait before trying again: doubling up to a limit, with jitter so that clients part. Immutable. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;

    /**
     * Any schedule.
     *
     * @param first the wait after the first failure
     * @param longest where doubling ends
     * @param random numbers from 0 to 1
     */
    public Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = Objects.requireNonNull(first, "first");
        this.longest = Objects.requireNonNull(longest, "longest");
        this.random = Objects.requireNonNull(random, "random");
    }

    /** One second, doubling to eight. */
    public static Backoff standard() {
        return new Backoff(FIRST, LONGEST, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * The wait after a failure: between half and all of the step.
     *
     * @param failures how many have come in a row, from 1 on
     */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        Duration doubled = first.multipliedBy(1L << doublings);
        Duration step = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofNanos((long) (step.toNanos() * (0.5 + random.getAsDouble() / 2)));
    }
}
