package dev.venom.runtime.core.internal.operation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last log lines of one operation. Confined to whoever holds the operation's lock. */
final class LogTail {
    private static final int LINES = 100;
    private static final int LONGEST_LINE = 1_000;

    private final Deque<String> lines = new ArrayDeque<>();

    void add(String line) {
        lines.addLast(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    List<String> view() {
        return List.copyOf(lines);
    }
}
