package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.core.internal.log.LogTail;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.secret.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a runtime has written since it was started: an earlier run must not be taken for this one. Where a unit
 * writes elsewhere its supervisor is asked. Confined to one thread.
 */
final class StartLog {
    private static final int LINES = 400;

    private final Path file;
    private final SupervisedRuntime handle;
    private final long begin;

    StartLog(Path file, SupervisedRuntime handle) {
        this.file = file;
        this.handle = handle;
        this.begin = LogTail.size(file);
    }

    /** Grows while it writes. */
    long size() {
        return LogTail.size(file);
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
