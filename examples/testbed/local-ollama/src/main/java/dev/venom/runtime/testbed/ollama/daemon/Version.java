package dev.venom.runtime.testbed.ollama.daemon;

import java.time.Duration;
import java.util.Arrays;

/**
 * The Ollama that a daemon takes itself for; what it can do follows from that.
 *
 * @param text such as {@code 0.32.15}
 */
public record Version(String text) {

    /** Whether it is that version or a later one. */
    public boolean isAtLeast(String other) {
        return Arrays.compare(numbers(text), numbers(other)) >= 0;
    }

    /** How young a file must be to be spared by the prune at the start. */
    public Duration pruneGrace() {
        return isAtLeast("0.21.0") ? Duration.ofHours(1) : Duration.ZERO;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[^0-9]+"))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
