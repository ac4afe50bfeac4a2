package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that tells why a server failed. Immutable.
 *
 * @param text what a line holds
 * @param deterministic true if starting it again the same way will fail the same way
 */
record LogPattern(Pattern text, boolean deterministic) {
    private static final int LONGEST_CAUSE = 300;
    /** What loggers write before the text: who, level, time, place in the source. */
    private static final Pattern PREFIX = Pattern.compile(
            "^(?:\\([A-Za-z0-9_]+ pid=\\d+\\) )?(?:(?:INFO|WARNING|ERROR|DEBUG|CRITICAL) \\S+ \\S+ \\[[^\\]]*\\] )?");

    static LogPattern lasting(String text) {
        return new LogPattern(Pattern.compile(text), true);
    }

    static LogPattern passing(String text) {
        return new LogPattern(Pattern.compile(text), false);
    }

    /** The last line that one of the patterns fits; earlier patterns are closer to the cause. */
    static Optional<Diagnosis> lastMatch(List<LogPattern> patterns, List<String> logTail) {
        for (LogPattern pattern : patterns) {
            for (int index = logTail.size() - 1; index >= 0; index--) {
                String line = logTail.get(index);
                if (pattern.text.matcher(line).find()) {
                    return Optional.of(new Diagnosis(words(line), pattern.deterministic));
                }
            }
        }
        return Optional.empty();
    }

    private static String words(String line) {
        String text = PREFIX.matcher(line).replaceFirst("").strip();
        return text.length() > LONGEST_CAUSE ? text.substring(0, LONGEST_CAUSE) + "..." : text;
    }
}
