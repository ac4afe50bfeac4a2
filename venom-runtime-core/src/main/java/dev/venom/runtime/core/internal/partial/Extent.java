package dev.venom.runtime.core.internal.partial;

/**
 * Bytes of a file, from {@code start} up to but without {@code end}. Immutable.
 *
 * @param start first byte
 * @param end the byte after the last
 */
public record Extent(long start, long end) {
    /** Refuses what has no bytes. */
    public Extent {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("Not an extent: " + start + " to " + end);
        }
    }

    /**
     * How many bytes it has.
     *
     * @return more than zero
     */
    public long length() {
        return end - start;
    }
}
