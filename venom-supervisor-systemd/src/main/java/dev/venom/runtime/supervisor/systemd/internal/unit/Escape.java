package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;

/** How values are written in unit files (systemd.syntax(7), systemd.service(5), systemd.unit(5)). */
final class Escape {
    private Escape() {}

    /**
     * A word of a command line. It may hold the units' own {@code ${NAME}}: whoever makes it has doubled the
     * other dollars with {@link #dollars}.
     */
    static String word(String word) {
        return quoted(word);
    }

    /** Keeps systemd from taking a dollar for the begin of a variable; only in command lines. */
    static String dollars(String text) {
        return text.replace("$", "$$");
    }

    /** An assignment for {@code Environment=}, where a dollar means nothing. */
    static String assignment(String name, String value) {
        return quoted(name + "=" + value);
    }

    /** One of several paths on a line. */
    static String listedPath(String path) {
        return quoted(path);
    }

    /** A path that is the rest of its line: no quotes are read there. */
    static String path(String path) {
        if (path.chars().anyMatch(letter -> letter < ' ') || path.endsWith("\\") || !path.equals(path.strip())) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The path " + path + " cannot be written into a unit",
                    "Choose a path without line breaks and without blanks at its ends");
        }
        return specifiers(path);
    }

    /** A path that systemd takes for a pattern. */
    static String pattern(String path) {
        if (path.chars().anyMatch(letter -> "*?[]\\".indexOf(letter) >= 0)) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The path " + path + " cannot be written into a unit: systemd takes it for a pattern",
                    "Choose a path without * ? [ ] and backslashes");
        }
        return path(path);
    }

    /** Free text that is the rest of its line. */
    static String text(String text) {
        return specifiers(text.replaceAll("[\\x00-\\x1f]", " "));
    }

    private static String specifiers(String text) {
        return text.replace("%", "%%");
    }

    private static String quoted(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        specifiers(text).codePoints().forEach(letter -> append(escaped, letter));
        return escaped.append('"').toString();
    }

    private static void append(StringBuilder escaped, int letter) {
        switch (letter) {
            case '"', '\\' -> escaped.append('\\').appendCodePoint(letter);
            case '\n' -> escaped.append("\\n");
            case '\t' -> escaped.append("\\t");
            case '\r' -> escaped.append("\\r");
            default -> {
                if (letter < ' ') {
                    escaped.append(String.format("\\x%02x", letter));
                } else {
                    escaped.appendCodePoint(letter);
                }
            }
        }
    }
}
