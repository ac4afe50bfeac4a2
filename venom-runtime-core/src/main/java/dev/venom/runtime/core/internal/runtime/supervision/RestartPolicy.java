package dev.venom.runtime.core.internal.runtime.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When to start again what ended unasked, and when to give up: 2 s after the first end, twice as long after each
 * further one up to 300 s, from the beginning again after ten minutes up; five ends within half an hour are enough.
 * Confined to one thread.
 */
final class RestartPolicy {
    static final int MOST_ENDS = 5;
    static final Duration WINDOW = Duration.ofMinutes(30);
    static final Duration GOOD_CONDUCT = Duration.ofMinutes(10);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(300);
    private static final double JITTER = 0.2;

    private final DoubleSupplier random;
    private final Deque<Instant> ends = new ArrayDeque<>();
    private Duration delay = FIRST_DELAY;

    RestartPolicy(DoubleSupplier random) {
        this.random = random;
    }

    /** It ended: when to start it again; empty once it has ended too often. */
    Optional<Instant> ended(Instant now) {
        ends.addLast(now);
        while (!ends.isEmpty() && ends.peekFirst().isBefore(now.minus(WINDOW))) {
            ends.removeFirst();
        }
        if (ends.size() >= MOST_ENDS) {
            return Optional.empty();
        }
        // So that several runtimes that end together do not start together for ever.
        double spread = 1 + JITTER * (2 * random.getAsDouble() - 1);
        Instant next = now.plusMillis(Math.round(delay.toMillis() * spread));
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
        return Optional.of(next);
    }

    /** It has been up since then. */
    void upSince(Instant since, Instant now) {
        if (!since.plus(GOOD_CONDUCT).isAfter(now)) {
            delay = FIRST_DELAY;
        }
    }

    /** Nothing is held against it any more. */
    void reset() {
        ends.clear();
        delay = FIRST_DELAY;
    }
}
