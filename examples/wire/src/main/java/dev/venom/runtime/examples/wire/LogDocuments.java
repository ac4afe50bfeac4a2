package dev.venom.runtime.examples.wire;

import java.util.List;

/** What a runtime wrote. */
public final class LogDocuments {
    private LogDocuments() {}

    /**
     * The last lines.
     *
     * @param lines oldest first
     * @return {@code {"lines":[...]}}
     */
    public static String list(List<String> lines) {
        return JsonLine.begin().texts("lines", lines).end();
    }

    /**
     * One line of a stream that follows a log.
     *
     * @param line the line
     * @return {@code {"type":"log","line":"..."}}
     */
    public static String line(String line) {
        return JsonLine.begin().text("type", "log").text("line", line).end();
    }
}
