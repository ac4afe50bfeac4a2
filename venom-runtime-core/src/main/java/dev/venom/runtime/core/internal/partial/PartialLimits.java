package dev.venom.runtime.core.internal.partial;

import java.time.Duration;

/**
 * How far a journal may trail, and when data is brought to the device.
 *
 * @param journalLagBytes most bytes received but not journaled
 * @param journalLagTime longest time that bytes stay unjournaled, while more arrive
 * @param syncEveryBytes after how many bytes the data is synced
 */
public record PartialLimits(long journalLagBytes, Duration journalLagTime, long syncEveryBytes) {
    /** What the contract allows, with room: 1 MiB, half a second, 512 MiB. */
    public static PartialLimits standard() {
        return new PartialLimits(1L << 20, Duration.ofMillis(500), 512L << 20);
    }
}
