package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.core.internal.log.LogTail;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.secret.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a runtime has written since it was started: an earlier run must not be taken for this one. Where a unit
 * writes elsewhere its supervisor is asked. Confined to one thread.
 */
final class StartLog {
    private static final int LINES = 2_000;
    private static final int MOST_NEWS = 100_000;
    /** A line of an access log: a method and a path, in whatever form. */
    private static final Pattern REQUEST = Pattern.compile("\\b(?:GET|POST|HEAD|OPTIONS)\\b.{0,40}?/");

    private final Path file;
    private final SupervisedRuntime handle;
    private final long begin;
    private long read;
    private long news;

    StartLog(Path file, SupervisedRuntime handle) {
        this.file = file;
        this.handle = handle;
        this.begin = LogTail.size(file);
        this.read = begin;
    }

    /**
     * Grows while it writes of its own. What it writes of requests does not count: they may be ours, and a server that
     * does nothing else would be on its way for ever.
     */
    long news() {
        long size = LogTail.size(file);
        if (size != read) {
            try {
                news += LogTail.since(file, read, MOST_NEWS).stream()
                        .filter(line -> !REQUEST.matcher(line).find())
                        .count();
            } catch (IOException unreadable) {
                news++;
            }
            read = size;
        }
        return news;
    }

    /** Its own lines in its own file; none where it writes elsewhere. */
    List<String> ownLines() {
        try {
            return LogTail.since(file, begin, LINES);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Its last lines, wherever they are. */
    List<String> lines() {
        List<String> own = ownLines();
        return own.isEmpty() ? Redaction.PATTERNS.in(handle.logTail(LINES)) : own;
    }
}
