package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Headers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code RateLimit: "api";r=0;t=55} and {@code RateLimit-Policy: "api";q=500;w=300}
 * (draft-ietf-httpapi-ratelimit-headers): r calls are left in a window that ends in t seconds.
 */
final class RateLimit {
    private static final Pattern ITEM = Pattern.compile("\"([^\"]*)\"((?:\\s*;\\s*[a-z]+=[^;,\"]*)*)");
    // The window ends within second t, not at its beginning
    private static final long ROUNDING_SECONDS = 1;

    private RateLimit() {}

    /** The buckets that the call was counted in: each has calls and a window of its own. */
    static Set<String> buckets(Headers headers) {
        return items(headers, "RateLimit").map(item -> item.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    /** How long to hold back the next call, for each bucket that has no calls left. */
    static Map<String, Duration> holdBack(Headers headers) {
        Map<String, Duration> waits = new HashMap<>();
        items(headers, "RateLimit")
                .filter(item -> parameter(item, "r").orElse(1) == 0)
                .forEach(item -> secondsToReset(item, headers)
                        .ifPresent(
                                seconds -> waits.put(item.group(1), Duration.ofSeconds(seconds + ROUNDING_SECONDS))));
        return waits;
    }

    private static OptionalLong secondsToReset(Matcher item, Headers headers) {
        OptionalLong told = parameter(item, "t");
        return told.isPresent() ? told : window(item.group(1), headers);
    }

    private static OptionalLong window(String bucket, Headers headers) {
        return items(headers, "RateLimit-Policy")
                .filter(item -> item.group(1).equals(bucket))
                .map(item -> parameter(item, "w"))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static Stream<Matcher> items(Headers headers, String field) {
        return headers.all(field).stream().flatMap(value -> {
            Matcher items = ITEM.matcher(value);
            Stream.Builder<Matcher> found = Stream.builder();
            while (items.find()) {
                Matcher item = ITEM.matcher(items.group());
                if (item.matches()) {
                    found.add(item);
                }
            }
            return found.build();
        });
    }

    private static OptionalLong parameter(Matcher item, String key) {
        Matcher value = Pattern.compile(";\\s*" + key + "=(\\d{1,9})(?![\\d.])").matcher(item.group(2));
        return value.find() ? OptionalLong.of(Long.parseLong(value.group(1))) : OptionalLong.empty();
    }
}
