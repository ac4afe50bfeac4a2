package dev.venom.runtime.core.internal.host;

import dev.venom.runtime.spi.host.ProcessRef;
import java.util.Optional;
import java.util.OptionalLong;

/** Measures single processes, each figure with one read of one file. Thread-safe. */
public final class ProcessGauge {
    private static final long KIBIBYTE = 1024;
    private static final long MILLIS_PER_TICK = 1_000 / BootTime.TICKS_PER_SECOND;

    private final ProcFiles proc;

    /** Looks at this host; reads nothing yet. */
    public ProcessGauge() {
        this(ProcFiles.SYSTEM);
    }

    ProcessGauge(ProcFiles proc) {
        this.proc = proc;
    }

    /**
     * Memory of a process by the kind of its pages ({@code /proc/PID/status}, proc(5)).
     *
     * @param anonymousBytes its own: heap and stack
     * @param sharedBytes files and shared memory, which other processes may have mapped too
     */
    public record Resident(long anonymousBytes, long sharedBytes) {}

    /**
     * The processor time that a process has used.
     *
     * @param process which
     * @return milliseconds; empty where it has ended, also as a zombie
     */
    public OptionalLong cpuMillis(ProcessRef process) {
        return proc.text(pid(process), "stat")
                .flatMap(ProcessStat::parse)
                .filter(stat -> stat.startTicks() == process.startTicks() && !stat.hasEnded())
                .map(stat -> OptionalLong.of((stat.userTicks() + stat.systemTicks()) * MILLIS_PER_TICK))
                .orElse(OptionalLong.empty());
    }

    /**
     * The memory of a process that is resident, at little cost.
     *
     * @param process which
     * @return its pages; empty where it has ended
     */
    public Optional<Resident> resident(ProcessRef process) {
        return proc.text(pid(process), "status")
                .filter(status -> status.contains("RssAnon:"))
                .map(status -> new Resident(
                        kibibytes(status, "RssAnon:"), kibibytes(status, "RssFile:") + kibibytes(status, "RssShmem:")));
    }

    /**
     * The memory of a process, shared pages divided among those who share them. The kernel walks all of its page
     * tables for that: milliseconds, and more for gigabytes.
     *
     * @param process which
     * @return bytes; empty where it has ended or may not be looked at
     */
    public OptionalLong proportionalBytes(ProcessRef process) {
        return proc.text(pid(process), "smaps_rollup")
                .filter(rollup -> rollup.contains("Pss:"))
                .map(rollup -> OptionalLong.of(kibibytes(rollup, "Pss:")))
                .orElse(OptionalLong.empty());
    }

    /**
     * What a process has read from storage, by calls or as the pages of files that it maps.
     *
     * @param process which
     * @return bytes; empty where it has ended or may not be looked at
     */
    public OptionalLong readBytes(ProcessRef process) {
        return proc.text(pid(process), "io").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("read_bytes:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("read_bytes:".length()).strip()))
                .findFirst();
    }

    private static String pid(ProcessRef process) {
        return Long.toString(process.pid());
    }

    private static long kibibytes(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(key.length()).replace("kB", "").strip())
                .map(number -> Long.parseLong(number) * KIBIBYTE)
                .orElse(0L);
    }
}
