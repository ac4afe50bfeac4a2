package dev.venom.runtime.core.internal.driver.failure;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log, taken apart: servers write who speaks, how grave it is, and when, each in its own way. Immutable.
 *
 * @param speaker the process that wrote it, where several share a log
 * @param gravity what its own level says of it
 * @param text what it says, with its indentation
 */
record LogLine(String speaker, Gravity gravity, String text) {
    /** What a level says of a line. */
    enum Gravity {
        /** It tells of work, or warns. */
        HARMLESS,
        /** It tells of an error. */
        ERROR,
        /** It has no level: it was written past the logger, as tracebacks and usage errors are. */
        UNTOLD
    }

    private static final Set<String> GRAVE =
            Set.of("ERROR", "ERR", "CRITICAL", "CRIT", "FATAL", "SEVERE", "PANIC", "ALERT", "EMERG", "E", "F");
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");
    private static final Pattern SPEAKER =
            Pattern.compile("^((?:\\([\\w .:-]+ pid=\\d+\\)|\\[rank\\d+\\]:)(?: \\([\\w .:-]+ pid=\\d+\\))*) ?");

    private static final String LEVEL =
            "TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|CRITICAL|CRIT|FATAL|SEVERE|PANIC|ALERT|EMERG";
    /** As vLLM's logger: level, day, time, place in the source. */
    private static final Pattern BEFORE_TIME = Pattern.compile("^(" + LEVEL + ") \\d\\S* \\S+ \\[[^\\]]*\\] ?");
    /** As uvicorn's and the plain loggers of Python. */
    private static final Pattern AT_START = Pattern.compile("^\\[?(" + LEVEL + ")(?:\\] ?|:\\s*| {2,}|\\s*\\| *)");
    /** As llama.cpp's: time since its start, a letter. */
    private static final Pattern LETTER = Pattern.compile("^(?:\\d+(?:\\.\\d+){2,3} )?([DIWE]) (?=\\S)");
    /** As glog's. */
    private static final Pattern LETTER_AND_DAY = Pattern.compile("^([IWEF])\\d{4,8} \\d\\d:\\S+ *\\d* [^\\]]*\\] ?");
    /** After a time, wherever within the first words. */
    private static final Pattern AFTER_TIME = Pattern.compile(
            "^[\\[(]?\\d[\\d:.,TZ+/ -]{6,40}[\\])]?.{0,60}?(?<![\\w-])(" + LEVEL + ")(?![\\w-])[\\]:]? *");

    private static final Pattern FIELD =
            Pattern.compile("(?:^|[\\s{,])\"?(?:level|severity|levelname|lvl)\"?\\s*[=:]\\s*\"?(\\w+)");

    static LogLine of(String raw) {
        String line = COLOURS.matcher(raw).replaceAll("");
        Matcher named = SPEAKER.matcher(line);
        String speaker = named.find() ? named.group(1) : "";
        String rest = line.substring(speaker.isEmpty() ? 0 : named.end());
        return structured(speaker, rest)
                .or(() -> levelled(speaker, rest))
                .orElseGet(() -> new LogLine(speaker, Gravity.UNTOLD, rest));
    }

    boolean isIndented() {
        return text.startsWith(" ") || text.startsWith("\t");
    }

    /** JSON and name=value: the level is a field among others. */
    private static Optional<LogLine> structured(String speaker, String rest) {
        boolean fielded =
                rest.startsWith("{") || rest.startsWith("time=") || rest.startsWith("level=") || rest.startsWith("ts=");
        Matcher level = FIELD.matcher(rest);
        return fielded && level.find()
                ? Optional.of(new LogLine(speaker, gravity(level.group(1)), rest))
                : Optional.empty();
    }

    private static Optional<LogLine> levelled(String speaker, String rest) {
        for (Pattern form : new Pattern[] {BEFORE_TIME, AT_START, LETTER, LETTER_AND_DAY, AFTER_TIME}) {
            Matcher level = form.matcher(rest);
            if (level.find()) {
                return Optional.of(new LogLine(speaker, gravity(level.group(1)), rest.substring(level.end())));
            }
        }
        return Optional.empty();
    }

    private static Gravity gravity(String level) {
        return GRAVE.contains(level.toUpperCase(Locale.ROOT)) ? Gravity.ERROR : Gravity.HARMLESS;
    }
}
