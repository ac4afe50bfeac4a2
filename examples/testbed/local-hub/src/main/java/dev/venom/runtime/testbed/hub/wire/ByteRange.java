package dev.venom.runtime.testbed.hub.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} header asks of a file (RFC 9110, section 14). Several ranges at once and syntax errors count as
 * no range at all, which the RFC allows.
 *
 * @param first the first byte asked for
 * @param last the last byte asked for, never behind the file's last
 */
public record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The range asked for, if there is one; it may lie outside the file. */
    public static Optional<ByteRange> parse(String header, long size) {
        Matcher single = SINGLE.matcher(header.strip());
        if (!single.matches() || single.group(1).isEmpty() && single.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (single.group(1).isEmpty()) {
            long suffix = Long.parseLong(single.group(2));
            return Optional.of(new ByteRange(suffix == 0 ? size : Math.max(0, size - suffix), size - 1));
        }
        long first = Long.parseLong(single.group(1));
        long last = single.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(single.group(2)));
        return Optional.of(new ByteRange(first, last));
    }

    /** Whether a file of this size has such bytes. */
    public boolean isWithin(long size) {
        return first < size && first <= last;
    }

    /** How many bytes it covers. */
    public long length() {
        return last - first + 1;
    }
}
