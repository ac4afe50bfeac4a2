package dev.venom.runtime.testbed.ollama.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a model stays in memory: a number of seconds, or a duration as Go writes it; below zero is for ever. */
public final class KeepAlive {

    /** About what a real server shows for ever. */
    public static final Duration FOREVER = Duration.ofDays(292L * 365);

    private static final Pattern DURATION = Pattern.compile("([+-]?)((?:\\d+(?:\\.\\d+)?(?:ns|us|ms|s|m|h))+)");
    private static final Pattern STEP = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private KeepAlive() {}

    /** The value of {@code keep_alive}; empty where there is none. {@link IllegalArgumentException} for what is neither. */
    public static Optional<Duration> parse(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isNumber() ? ofSeconds(value.asDouble()) : parse(value.asText()));
    }

    /** A duration as Go writes it. */
    public static Duration parse(String text) {
        Matcher duration = DURATION.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (!duration.matches()) {
            throw new IllegalArgumentException("time: invalid duration \"" + text + "\"");
        }
        if (duration.group(1).equals("-")) {
            return FOREVER;
        }
        double nanos = 0;
        Matcher step = STEP.matcher(duration.group(2));
        while (step.find()) {
            nanos += Double.parseDouble(step.group(1)) * NANOS.get(step.group(2));
        }
        return Duration.ofNanos((long) nanos);
    }

    private static Duration ofSeconds(double seconds) {
        return seconds < 0 ? FOREVER : Duration.ofMillis((long) (seconds * 1000));
    }
}
