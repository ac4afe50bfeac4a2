package dev.venom.runtime.spi.host;

/**
 * A process as it was seen at one moment (proc(5), {@code /proc/PID/stat}). Immutable.
 *
 * @param ref which process
 * @param parentPid its parent; 1, or the nearest subreaper, once that has ended
 * @param group its process group
 * @param session its session: a worker that left the group is still in it
 * @param state the kernel's letter: {@code R}, {@code S}, {@code D}, {@code T}, {@code Z}, ...
 * @param userId whose it is
 * @param commandLine its arguments, separated by blanks; its name where it has none
 */
public record ProcessEntry(
        ProcessRef ref, long parentPid, long group, long session, char state, long userId, String commandLine) {
    /**
     * Whether it still does anything: a zombie has ended and only waits for its parent to notice.
     *
     * @return false for {@code Z} and {@code X}
     */
    public boolean isAlive() {
        return state != 'Z' && state != 'X';
    }
}
