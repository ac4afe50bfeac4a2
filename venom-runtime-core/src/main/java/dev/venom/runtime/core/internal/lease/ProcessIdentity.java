package dev.venom.runtime.core.internal.lease;

import dev.venom.runtime.core.internal.host.ProcessStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names a process so that it can't be taken for a later one with the same number. Immutable.
 *
 * @param host name of the machine
 * @param bootId the kernel's name of this boot; containers of one kernel share it
 * @param pid process number
 * @param started when it started, in the kernel's own unit
 */
public record ProcessIdentity(String host, String bootId, long pid, long started) {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /**
     * This JVM.
     *
     * @return its identity
     */
    public static ProcessIdentity current() {
        long pid = ProcessHandle.current().pid();
        return new ProcessIdentity(
                firstLine(HOST).orElse("localhost"),
                firstLine(BOOT).orElse("unknown"),
                pid,
                startOf(pid).orElse(0L));
    }

    /**
     * Whether another process runs under the same kernel, so that its locks are seen here and its number
     * means something here.
     *
     * @param other the other one
     * @return true for the same boot of the same machine
     */
    public boolean sharesKernelWith(ProcessIdentity other) {
        return bootId.equals(other.bootId);
    }

    /**
     * Looks for the process. Of use under its own kernel only.
     *
     * @return true while it runs
     */
    public boolean isRunning() {
        return startOf(pid).filter(start -> start == started).isPresent();
    }

    @Override
    public String toString() {
        return "process " + pid + " on " + host;
    }

    private static Optional<Long> startOf(long pid) {
        Optional<ProcessStat> stat = ProcessStat.of(pid);
        if (stat.isPresent()) {
            // A process that was killed and not yet waited for still has a number, and does nothing.
            return stat.filter(seen -> !seen.hasEnded()).map(ProcessStat::startTicks);
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> start.toEpochMilli());
    }

    private static Optional<String> firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().map(String::strip);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
