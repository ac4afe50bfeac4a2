package dev.venom.runtime.core.internal.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory that can be had here: the host's, or less where this process lives in a container. Where there is no
 * {@code /proc}, OSHI is asked. Thread-safe.
 */
public final class HostMemory {
    private static final long KIBIBYTE = 1024;

    private final ProcFiles proc;
    private final ControlGroupMemory groups;

    /** Looks at this host; reads nothing yet. */
    public HostMemory() {
        this(ProcFiles.SYSTEM);
    }

    HostMemory(ProcFiles proc) {
        this.proc = proc;
        this.groups = new ControlGroupMemory(proc);
    }

    /**
     * Memory in figures. Immutable.
     *
     * @param totalBytes what there is, or what may be used of it
     * @param availableBytes what can be had now without swapping
     * @param hostBytes what the host has, whatever of it may be used
     */
    public record Figures(long totalBytes, long availableBytes, long hostBytes) {
        /**
         * The share in use.
         *
         * @return 0 to 100
         */
        public double usedPercent() {
            return totalBytes <= 0 ? 0 : 100.0 * (totalBytes - availableBytes) / totalBytes;
        }

        /**
         * Whether a container limits it.
         *
         * @return true if there is less than the host has
         */
        public boolean isLimited() {
            return totalBytes < hostBytes;
        }

        private Figures within(ControlGroupMemory.Level level) {
            if (level.limit().isEmpty()) {
                return this;
            }
            long limit = level.limit().getAsLong();
            return new Figures(
                    Math.min(totalBytes, limit),
                    Math.min(availableBytes, Math.max(0, limit - level.used())),
                    hostBytes);
        }
    }

    /**
     * Measures.
     *
     * @return the figures; empty where the system does not tell
     */
    public Optional<Figures> read() {
        Optional<Figures> host = proc.text("meminfo").flatMap(HostMemory::parse);
        if (host.isEmpty()) {
            return OshiMemory.read();
        }
        Figures figures = host.get();
        List<ControlGroupMemory.Level> around =
                groups.groupOf("self").map(groups::levels).orElse(List.of());
        for (ControlGroupMemory.Level level : around) {
            figures = figures.within(level);
        }
        return Optional.of(figures);
    }

    private static Optional<Figures> parse(String meminfo) {
        OptionalLong total = bytes(meminfo, "MemTotal:");
        OptionalLong available = bytes(meminfo, "MemAvailable:");
        return total.isPresent() && available.isPresent()
                ? Optional.of(new Figures(total.getAsLong(), available.getAsLong(), total.getAsLong()))
                : Optional.empty();
    }

    private static OptionalLong bytes(String meminfo, String key) {
        return meminfo.lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(key.length()).replace("kB", "").strip())
                .map(number -> OptionalLong.of(Long.parseLong(number) * KIBIBYTE))
                .orElse(OptionalLong.empty());
    }
}
