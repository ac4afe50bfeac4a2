package dev.venom.runtime.core.internal.log;

import java.time.Duration;

/**
 * How much of a runtime's output is kept. Immutable.
 *
 * @param maxBytes a longer log is rotated
 * @param keep rotated files that are kept
 * @param maxAge older output is deleted
 */
public record LogLimits(long maxBytes, int keep, Duration maxAge) {
    private static final long MEBIBYTE = 1L << 20;

    /** 50 MiB, five times, for 14 days. */
    public static final LogLimits STANDARD = of(50, 5, 14);

    /**
     * Limits in the units of the configuration.
     *
     * @param maxMebibytes size of a file
     * @param keep rotated files
     * @param days their age
     * @return limits
     */
    public static LogLimits of(int maxMebibytes, int keep, int days) {
        return new LogLimits(maxMebibytes * MEBIBYTE, keep, Duration.ofDays(days));
    }
}
