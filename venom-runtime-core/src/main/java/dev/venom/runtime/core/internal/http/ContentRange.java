package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Headers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a 206 says it carries. Immutable.
 *
 * @param start first byte
 * @param end the byte after the last
 * @param total length of the whole file; empty where the server does not tell
 */
public record ContentRange(long start, long end, OptionalLong total) {
    // At most 18 digits: what fits a long without a check
    private static final Pattern FORM =
            Pattern.compile("bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)", Pattern.CASE_INSENSITIVE);

    /** Reads the field; empty where it is missing or makes no sense. */
    public static Optional<ContentRange> of(Headers headers) {
        return headers.first("Content-Range").flatMap(ContentRange::parse);
    }

    private static Optional<ContentRange> parse(String value) {
        Matcher match = FORM.matcher(value.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        long start = Long.parseLong(match.group(1));
        long end = Long.parseLong(match.group(2)) + 1;
        OptionalLong total =
                match.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(match.group(3)));
        boolean plausible = start < end && (total.isEmpty() || end <= total.getAsLong());
        return plausible ? Optional.of(new ContentRange(start, end, total)) : Optional.empty();
    }
}
