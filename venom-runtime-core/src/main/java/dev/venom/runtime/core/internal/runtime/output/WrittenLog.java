package dev.venom.runtime.core.internal.runtime.output;

import dev.venom.runtime.core.internal.log.LogNotes;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.spi.host.ProcessRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * What a runtime's processes write although somebody removed or moved their log: they keep it open until they end, and
 * whoever may look at them can read it there ({@code proc_pid_fd(5)}). Immutable.
 *
 * @param file the open file
 * @param note what happened, as a line
 */
public record WrittenLog(Path file, String note) {
    private static final int MOST_PROCESSES = 4;
    private static final String REMOVED = " (deleted)";

    /**
     * Looks what a runtime writes.
     *
     * @param runtime the runtime
     * @param log where it should write
     * @return what it writes; empty where that is the log, or nothing can be seen
     */
    public static Optional<WrittenLog> of(KnownRuntime runtime, Path log) {
        List<ProcessRef> processes =
                runtime.handle().map(handle -> handle.observe().processes()).orElse(List.of());
        Optional<Object> named = key(log);
        for (ProcessRef process : processes.stream().limit(MOST_PROCESSES).toList()) {
            for (String descriptor : List.of("1", "2")) {
                Path open = Path.of("/proc", Long.toString(process.pid()), "fd", descriptor);
                Optional<Object> written = key(open);
                if (written.isPresent()) {
                    return written.equals(named) ? Optional.empty() : Optional.of(taken(open, log));
                }
            }
        }
        return Optional.empty();
    }

    private static WrittenLog taken(Path open, Path log) {
        String where = target(open);
        String what = where.endsWith(REMOVED)
                ? "the log " + log
                        + " was removed while it is written; its writer still has it, and a restart begins a new one"
                : "its output goes to " + where + ", not to " + log
                        + ": somebody moved the log; a restart begins a new one";
        return new WrittenLog(open, LogNotes.line(what));
    }

    private static String target(Path open) {
        try {
            return Files.readSymbolicLink(open).toString();
        } catch (IOException gone) {
            return "another file";
        }
    }

    private static Optional<Object> key(Path path) {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return file.isRegularFile() ? Optional.ofNullable(file.fileKey()) : Optional.empty();
        } catch (IOException unseen) {
            return Optional.empty();
        }
    }
}
