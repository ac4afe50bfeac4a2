package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} in both of its forms, seconds and a date (RFC 9110, 10.2.3). */
final class RetryAfter {
    // A larger number is as good as never, and would overflow sums
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** The wait that a server asks for; empty where it names none that lies ahead. */
    static Optional<Duration> of(Headers headers, Instant now) {
        return headers.first("Retry-After")
                .map(String::strip)
                .flatMap(value -> SECONDS.matcher(value).matches()
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : untilDate(value, headers, now))
                .filter(wait -> !wait.isZero() && !wait.isNegative());
    }

    private static Optional<Duration> untilDate(String value, Headers headers, Instant now) {
        // Against the server's own clock where it tells it: ours may be off by more than the wait
        Instant then = headers.first("Date").flatMap(RetryAfter::date).orElse(now);
        return date(value).map(end -> Duration.between(then, end));
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
