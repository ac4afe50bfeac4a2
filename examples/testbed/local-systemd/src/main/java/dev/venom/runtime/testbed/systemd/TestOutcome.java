package dev.venom.runtime.testbed.systemd;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How one test ended inside. Immutable.
 *
 * @param name of the class and of the test
 * @param failure the stack trace; empty where it passed
 * @param skipped why it did not run; empty where it did
 */
record TestOutcome(String name, Optional<String> failure, Optional<String> skipped) {
    private static final String SEPARATOR = "\t";
    private static final String NOTHING = "-";
    private static final int PARTS = 3;

    String toLine() {
        return String.join(
                SEPARATOR,
                encoded(name),
                failure.map(TestOutcome::encoded).orElse(NOTHING),
                skipped.map(TestOutcome::encoded).orElse(NOTHING));
    }

    static TestOutcome parse(String line) {
        String[] parts = line.split(SEPARATOR);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("No outcome of a test: " + line);
        }
        return new TestOutcome(decoded(parts[0]), optional(parts[1]), optional(parts[2]));
    }

    private static Optional<String> optional(String part) {
        return part.equals(NOTHING) ? Optional.empty() : Optional.of(decoded(part));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
