package dev.venom.runtime.spi.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens in other processes, generously: a build machine may be busy. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /**
     * Waits until something holds.
     *
     * @param what in words, for the failure
     * @param condition asked again and again
     */
    public static void holds(String what, BooleanSupplier condition) {
        yields(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /**
     * Waits until there is something.
     *
     * @param what in words, for the failure
     * @param source asked again and again
     * @param <T> what is waited for
     * @return the first that there is
     */
    public static <T> T yields(String what, Supplier<Optional<T>> source) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Optional<T> found = source.get();
        while (found.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + LIMIT.toSeconds() + " s: " + what);
            }
            pause();
            found = source.get();
        }
        return found.get();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting", interrupted);
        }
    }
}
