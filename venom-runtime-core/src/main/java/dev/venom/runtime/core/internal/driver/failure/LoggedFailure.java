package dev.venom.runtime.core.internal.driver.failure;

import java.util.List;
import java.util.Optional;

/**
 * What a server says of a failure: a line of error, or the end of a traceback. Immutable.
 *
 * @param lines what it says; of a traceback the exception with the lines that its message goes on over
 * @param frame where it happened, where it is a traceback
 * @param isTraceback whether it is one
 */
record LoggedFailure(List<String> lines, Optional<String> frame, boolean isTraceback) {
    private static final int LONGEST_CAUSE = 300;

    static LoggedFailure line(String text) {
        return new LoggedFailure(List.of(text), Optional.empty(), false);
    }

    static LoggedFailure traceback(List<String> lines, Optional<String> frame) {
        return new LoggedFailure(List.copyOf(lines), frame, true);
    }

    /** Its first line, which of a traceback is the exception. */
    String inWords() {
        return inWords(lines.get(0));
    }

    /** One of its lines, and where it happened. */
    String inWords(String line) {
        String text = line.strip();
        String cut = text.length() > LONGEST_CAUSE ? text.substring(0, LONGEST_CAUSE) + "..." : text;
        return cut + frame.map(where -> " (" + where + ")").orElse("");
    }
}
