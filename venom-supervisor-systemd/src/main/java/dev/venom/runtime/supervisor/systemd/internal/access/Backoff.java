package dev.venom.runtime.supervisor.systemd.internal.access;

import java.util.concurrent.TimeUnit;

/** When to try to connect again: soon at first, then less and less often. Confined by its owner's lock. */
final class Backoff {
    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_MILLIS = 30_000;

    private long millis;
    private long dueNanos = System.nanoTime();

    boolean isDue() {
        return System.nanoTime() - dueNanos >= 0;
    }

    long millis() {
        return millis;
    }

    void failed() {
        millis = Math.min(LONGEST_MILLIS, Math.max(FIRST_MILLIS, millis * 2));
        dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void succeeded() {
        millis = 0;
        dueNanos = System.nanoTime();
    }
}
