package dev.venom.runtime.core.internal.driver.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts Python's tracebacks together, each process's by itself: those of several are mixed in one log. One that a
 * server logs at a harmless level, or quotes within a line, is none. Confined to one thread.
 */
final class Tracebacks {
    private static final String HEAD = "Traceback (most recent call last):";
    private static final Pattern FRAME = Pattern.compile("^\\s+File \"([^\"]+)\", line (\\d+), in (\\S.*)$");
    private static final Pattern EXCEPTION = Pattern.compile("^[A-Za-z_][\\w.]*(?:\\[[^\\]]*\\])?(?::(?:\\s.*)?)?$");
    private static final Pattern CHAINED = Pattern.compile(
            "^(?:During handling of the above exception" + "|The above exception was the direct cause).*");
    private static final Pattern GROUP = Pattern.compile("^[ +|-]*(?=\\+ Exception Group Traceback|\\| )[+|] ?");
    private static final int LONGEST_MESSAGE_LINES = 12;
    private static final int PATH_PARTS = 3;

    private final Map<String, Open> open = new HashMap<>();
    private final Consumer<LoggedFailure> ended;

    /** A traceback that is being read. */
    private static final class Open {
        private final LogLine.Gravity gravity;
        private Optional<String> frame = Optional.empty();
        private List<String> message = List.of();

        private Open(LogLine.Gravity gravity) {
            this.gravity = gravity;
        }
    }

    Tracebacks(Consumer<LoggedFailure> ended) {
        this.ended = ended;
    }

    /** Takes a line; says whether it belongs to a traceback. */
    boolean take(LogLine line) {
        if (line.gravity() == LogLine.Gravity.HARMLESS) {
            close(line.speaker());
            return false;
        }
        Open known = open.get(line.speaker());
        if (known != null && known.gravity != line.gravity()) {
            close(line.speaker());
            known = null;
        }
        String text = ungrouped(line.text());
        if (text.endsWith(HEAD) || known == null && FRAME.matcher(text).matches()) {
            close(line.speaker());
            open.put(line.speaker(), new Open(line.gravity()));
            return text.endsWith(HEAD) || goesOn(open.get(line.speaker()), text);
        }
        return known != null && goesOn(known, text) || known != null && closed(line.speaker());
    }

    /** Tells of those that the log ends in. */
    void end() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    private boolean goesOn(Open traceback, String text) {
        if (!traceback.message.isEmpty()) {
            return isMessage(traceback, text);
        }
        Matcher frame = FRAME.matcher(text);
        if (frame.matches()) {
            traceback.frame =
                    Optional.of("in " + frame.group(3).strip() + ", " + end(frame.group(1)) + ":" + frame.group(2));
            return true;
        }
        if (text.startsWith(" ") || text.startsWith("\t") || text.isBlank()) {
            return true;
        }
        if (EXCEPTION.matcher(text).matches()) {
            traceback.message = new ArrayList<>(List.of(text));
            return true;
        }
        return false;
    }

    /** A message may have several lines; a chain of exceptions is told by its last one. */
    private static boolean isMessage(Open traceback, String text) {
        if (CHAINED.matcher(text).matches()) {
            return true;
        }
        if (traceback.message.size() < LONGEST_MESSAGE_LINES) {
            traceback.message.add(text);
            return true;
        }
        return false;
    }

    private boolean closed(String speaker) {
        close(speaker);
        return false;
    }

    private void close(String speaker) {
        Optional.ofNullable(open.remove(speaker))
                .filter(traceback -> !traceback.message.isEmpty())
                .ifPresent(traceback -> ended.accept(LoggedFailure.traceback(traceback.message, traceback.frame)));
    }

    /** Groups of exceptions are drawn as trees. */
    private static String ungrouped(String text) {
        return GROUP.matcher(text).replaceFirst("");
    }

    private static String end(String path) {
        String[] parts = path.split("/");
        int from = Math.max(0, parts.length - PATH_PARTS);
        return String.join("/", List.of(parts).subList(from, parts.length));
    }
}
