package dev.venom.runtime.testbed.hub.catalogue;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes as people write them: {@code 1048576}, {@code 500MB}, {@code 2GiB}. */
public final class ByteCount {

    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([a-z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30);

    private ByteCount() {}

    /** The number of bytes. */
    public static long parse(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT).strip());
        if (!size.matches() || !UNITS.containsKey(size.group(2))) {
            throw new IllegalArgumentException("Not a size such as 1048576, 500MB or 2GiB: " + text);
        }
        return Math.multiplyExact(Long.parseLong(size.group(1)), UNITS.get(size.group(2)));
    }
}
