package dev.venom.runtime.core.internal.download;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a file has made no progress. Waits that a server asked for, and waits for a free connection, are
 * excused. Thread-safe.
 */
final class ProgressDeadline {
    private final LongSupplier nanoTime;
    private final long limitNanos;
    private final long longestServerWaitNanos;
    private long progressedAt;
    private long excusedNanos;
    private long excusedUntil;
    private long serverWaitNanos;

    ProgressDeadline(Duration limit, Duration longestServerWait, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.limitNanos = limit.toNanos();
        this.longestServerWaitNanos = longestServerWait.toNanos();
        this.progressedAt = nanoTime.getAsLong();
        this.excusedUntil = progressedAt;
    }

    synchronized void progressed() {
        progressedAt = nanoTime.getAsLong();
        excusedUntil = Math.max(excusedUntil, progressedAt);
        excusedNanos = excusedUntil - progressedAt;
        serverWaitNanos = 0;
    }

    /** Does not count the time from an instant until now. */
    synchronized void excuseSince(long startNanos) {
        excuse(startNanos, nanoTime.getAsLong());
    }

    /**
     * Does not count the next while, because a server asked for it.
     *
     * @return false where servers have asked for too much, without any progress in between
     */
    synchronized boolean excuseServerWait(Duration wait) {
        long now = nanoTime.getAsLong();
        serverWaitNanos += excuse(now, now + Math.min(wait.toNanos(), longestServerWaitNanos + 1));
        return serverWaitNanos <= longestServerWaitNanos;
    }

    synchronized boolean isExhausted() {
        return nanoTime.getAsLong() - progressedAt - excusedNanos >= limitNanos;
    }

    /** Waits of several connections overlap; each moment is excused once. */
    private long excuse(long fromNanos, long untilNanos) {
        long from = Math.max(fromNanos, Math.max(excusedUntil, progressedAt));
        long added = Math.max(0, untilNanos - from);
        excusedNanos += added;
        excusedUntil = Math.max(excusedUntil, untilNanos);
        return added;
    }
}
