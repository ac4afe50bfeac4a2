package dev.venom.runtime.core.internal.runtime.launch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a start may take: its limit counts the time without progress, and progress prolongs it to three times the
 * limit at most, for a server that writes for ever is not on its way. Confined to one thread.
 */
final class StartDeadline {
    private static final int MOST_TIMES = 3;

    private final Duration limit;
    private final LongSupplier nanoTicker;
    private final long begin;
    private long moved;
    private Object lastSign = "";

    StartDeadline(Duration limit, LongSupplier nanoTicker) {
        this.limit = limit;
        this.nanoTicker = nanoTicker;
        this.begin = nanoTicker.getAsLong();
        this.moved = begin;
    }

    /** By the same clock, from now on. */
    StartDeadline anew(Duration otherLimit) {
        return new StartDeadline(otherLimit, nanoTicker);
    }

    /** Any other sign than the last one is progress. */
    void note(Object sign) {
        if (!sign.equals(lastSign)) {
            lastSign = sign;
            moved = nanoTicker.getAsLong();
        }
    }

    boolean isOver() {
        long now = nanoTicker.getAsLong();
        return now - moved >= limit.toNanos()
                || now - begin >= limit.multipliedBy(MOST_TIMES).toNanos();
    }

    /** How long it may take with progress all the way. */
    Duration most() {
        return limit.multipliedBy(MOST_TIMES);
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoTicker.getAsLong() - begin);
    }
}
