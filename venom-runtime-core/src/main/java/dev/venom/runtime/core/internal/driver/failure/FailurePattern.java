package dev.venom.runtime.core.internal.driver.failure;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text with which a server says why it failed. Immutable.
 *
 * @param text what a complaint holds
 * @param deterministic true if starting it again the same way will fail the same way
 */
record FailurePattern(Pattern text, boolean deterministic) {
    static FailurePattern lasting(String text) {
        return new FailurePattern(Pattern.compile(text), true);
    }

    static FailurePattern passing(String text) {
        return new FailurePattern(Pattern.compile(text), false);
    }

    /** The line of a complaint that it fits. */
    Optional<String> lineIn(LoggedFailure complaint) {
        return complaint.lines().stream()
                .filter(line -> text.matcher(line).find())
                .findFirst();
    }
}
