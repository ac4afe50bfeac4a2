package dev.venom.runtime.api.operation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far an operation is. Done never goes backwards and never passes the total. Immutable.
 *
 * @param doneBytes bytes that need not be moved again
 * @param totalBytes bytes of the whole; 0 where the operation moves none, or does not know yet
 * @param bytesPerSecond the rate of the last seconds; empty while nothing moves
 * @param remaining the time left at that rate
 */
public record Progress(long doneBytes, long totalBytes, OptionalLong bytesPerSecond, Optional<Duration> remaining) {
    /** Nothing has moved yet. */
    public static final Progress NONE = new Progress(0, 0, OptionalLong.empty(), Optional.empty());
}
