package dev.venom.runtime.core.internal.host;

import dev.venom.runtime.spi.host.ProcessRef;
import java.time.Duration;
import java.util.Optional;

/** Tells for how long a process has run: its start is counted from boot, in clock ticks (proc(5)). Thread-safe. */
public final class BootTime {
    /** USER_HZ is 100 on every architecture that runs models. */
    static final long TICKS_PER_SECOND = 100;

    private static final long MILLIS_PER_TICK = 1_000 / TICKS_PER_SECOND;

    private final ProcFiles proc;

    /** Looks at this host; reads nothing yet. */
    public BootTime() {
        this(ProcFiles.SYSTEM);
    }

    BootTime(ProcFiles proc) {
        this.proc = proc;
    }

    /**
     * How long a process has run, if it is there.
     *
     * @param process the process
     * @return time since its start; empty where the host does not tell the time since boot
     */
    public Optional<Duration> age(ProcessRef process) {
        return sinceBoot().map(time -> {
            Duration age = time.minusMillis(process.startTicks() * MILLIS_PER_TICK);
            return age.isNegative() ? Duration.ZERO : age;
        });
    }

    private Optional<Duration> sinceBoot() {
        return proc.text("uptime").map(line -> line.split(" ")[0]).flatMap(seconds -> {
            try {
                return Optional.of(Duration.ofMillis((long) (Double.parseDouble(seconds) * 1_000)));
            } catch (NumberFormatException strange) {
                return Optional.empty();
            }
        });
    }
}
