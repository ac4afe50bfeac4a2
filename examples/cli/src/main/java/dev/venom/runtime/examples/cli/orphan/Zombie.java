package dev.venom.runtime.examples.cli.orphan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A child of this process that has ended and whose end nobody has asked for yet (proc(5), {@code /proc/PID/stat}).
 *
 * @param pid its number
 * @param startTicks when it began, which tells it from a later process with its number
 */
record Zombie(long pid, long startTicks) {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int START = 19;

    /** Those that there are now. */
    static Set<Zombie> all() {
        return ProcessHandle.current()
                .children()
                .flatMap(child -> of(child.pid()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Zombie> of(long pid) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (IOException gone) {
            return Optional.empty();
        }
        // A name may hold blanks and brackets; what follows its last bracket holds neither.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        boolean ours = Long.parseLong(fields[PARENT]) == ProcessHandle.current().pid();
        return ours && fields[STATE].equals("Z")
                ? Optional.of(new Zombie(pid, Long.parseLong(fields[START])))
                : Optional.empty();
    }
}
