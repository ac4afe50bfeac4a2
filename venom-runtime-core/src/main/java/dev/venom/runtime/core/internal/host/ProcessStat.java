package dev.venom.runtime.core.internal.host;

import java.util.Optional;

/**
 * One line of {@code /proc/PID/stat} (proc(5)), as far as it is needed. Immutable.
 *
 * @param name the program's name, cut to 15 bytes by the kernel
 * @param state the kernel's letter
 * @param parentPid field 4
 * @param group field 5
 * @param session field 6
 * @param userTicks field 14: time spent in user mode, in clock ticks
 * @param systemTicks field 15: time spent in the kernel, in clock ticks
 * @param startTicks field 22
 */
public record ProcessStat(
        String name,
        char state,
        long parentPid,
        long group,
        long session,
        long userTicks,
        long systemTicks,
        long startTicks) {
    private static final int LAST_NEEDED = 19;

    /**
     * Reads the line of a process.
     *
     * @param pid its number
     * @return the line; empty where there is no such process, or no {@code /proc}
     */
    public static Optional<ProcessStat> of(long pid) {
        return ProcFiles.SYSTEM.text(Long.toString(pid), "stat").flatMap(ProcessStat::parse);
    }

    /**
     * Whether it has ended, and only its number is left until its parent takes note.
     *
     * @return true for a zombie, and in both states of being about to go
     */
    public boolean hasEnded() {
        return state == 'Z' || state == 'X' || state == 'x';
    }

    /** The name may hold blanks and brackets: fields are counted behind its last bracket. */
    static Optional<ProcessStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open || close + 2 > line.length()) {
            return Optional.empty();
        }
        String[] fields = line.substring(close + 2).trim().split(" ");
        if (fields.length <= LAST_NEEDED || fields[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessStat(
                    line.substring(open + 1, close),
                    fields[0].charAt(0),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[11]),
                    Long.parseLong(fields[12]),
                    Long.parseLong(fields[LAST_NEEDED])));
        } catch (NumberFormatException strange) {
            return Optional.empty();
        }
    }
}
