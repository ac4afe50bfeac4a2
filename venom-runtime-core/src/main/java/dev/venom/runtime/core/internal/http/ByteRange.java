package dev.venom.runtime.core.internal.http;

import java.util.OptionalLong;

/**
 * The bytes from {@code start} up to, and without, {@code end}; without an end, all that follow. Immutable.
 *
 * @param start first byte
 * @param end the byte after the last
 */
public record ByteRange(long start, OptionalLong end) {
    /** Refuses ranges without bytes. */
    public ByteRange {
        if (start < 0 || end.isPresent() && end.getAsLong() <= start) {
            throw new IllegalArgumentException("No bytes from " + start + " to " + end);
        }
    }

    /** A range with an end; {@code end} is the byte after the last. */
    public static ByteRange of(long start, long end) {
        return new ByteRange(start, OptionalLong.of(end));
    }

    /** Everything from a byte on. */
    public static ByteRange from(long start) {
        return new ByteRange(start, OptionalLong.empty());
    }

    /** The value of the {@code Range} field, where the last byte is inclusive (RFC 9110, 14.1.2). */
    public String toHeader() {
        return "bytes=" + start + "-" + (end.isPresent() ? String.valueOf(end.getAsLong() - 1) : "");
    }
}
