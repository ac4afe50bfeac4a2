package dev.venom.runtime.core.internal.host;

import dev.venom.runtime.spi.host.ProcessRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Measures the memory of one runtime's processes by the best method that can be had: its control group, else
 * proportional sizes, else resident ones. Proportional sizes are dear: they are measured now and then, and carried
 * forward in between by what the resident ones changed. Confined to whoever holds the runtime's lock.
 */
public final class TreeMemory {
    private static final long FRESH_NANOS = 30_000_000_000L;
    /** A measurement may take a ten-thousandth of the time until the next one, however large the processes are. */
    private static final long REST_FACTOR = 10_000;

    private final ProcessGauge gauge;
    private final ControlGroupMemory groups;
    private final LongSupplier nanos;
    private Optional<Carried> carried = Optional.empty();
    private long nextNanos;

    /**
     * Makes a meter that has measured nothing yet.
     *
     * @param gauge measures processes
     * @param groups measures control groups
     * @param nanos a clock that only goes forward
     */
    public TreeMemory(ProcessGauge gauge, ControlGroupMemory groups, LongSupplier nanos) {
        this.gauge = gauge;
        this.groups = groups;
        this.nanos = nanos;
        this.nextNanos = nanos.getAsLong();
    }

    /**
     * A measurement. Immutable.
     *
     * @param bytes memory of all processes together
     * @param method {@code cgroup}, {@code pss} or {@code rss}
     */
    public record Measured(long bytes, String method) {}

    /** A proportional size, and the resident one at that moment. */
    private record Carried(long proportionalBytes, long residentBytes) {}

    /**
     * Measures.
     *
     * @param processes all of the runtime's
     * @param group the control group that holds them and nothing else
     * @return the memory; empty where it can't be had
     */
    public Optional<Measured> measure(List<ProcessRef> processes, Optional<String> group) {
        OptionalLong grouped = group.map(groups::usedBytes).orElse(OptionalLong.empty());
        if (grouped.isPresent()) {
            return Optional.of(new Measured(grouped.getAsLong(), "cgroup"));
        }
        OptionalLong resident = residentBytes(processes);
        if (resident.isEmpty()) {
            return Optional.empty();
        }
        refresh(processes, resident.getAsLong());
        return Optional.of(carried.map(known -> new Measured(
                        Math.max(0, known.proportionalBytes() + resident.getAsLong() - known.residentBytes()), "pss"))
                .orElseGet(() -> new Measured(resident.getAsLong(), "rss")));
    }

    private void refresh(List<ProcessRef> processes, long residentBytes) {
        long begun = nanos.getAsLong();
        if (begun - nextNanos < 0) {
            return;
        }
        OptionalLong proportional = proportionalBytes(processes);
        carried = proportional.isPresent()
                ? Optional.of(new Carried(proportional.getAsLong(), residentBytes))
                : Optional.empty();
        long ended = nanos.getAsLong();
        nextNanos = ended + Math.max(FRESH_NANOS, (ended - begun) * REST_FACTOR);
    }

    /** Empty if one process can't be looked at: a sum that lacks the largest of them would be a lie. */
    private OptionalLong proportionalBytes(List<ProcessRef> processes) {
        long sum = 0;
        for (ProcessRef process : processes) {
            OptionalLong bytes = gauge.proportionalBytes(process);
            if (bytes.isEmpty() && gauge.cpuMillis(process).isPresent()) {
                return OptionalLong.empty();
            }
            sum += bytes.orElse(0);
        }
        return OptionalLong.of(sum);
    }

    /** Every process's own pages, and of those that may be shared the most that one of them has. */
    private OptionalLong residentBytes(List<ProcessRef> processes) {
        List<ProcessGauge.Resident> residents = processes.stream()
                .flatMap(process -> gauge.resident(process).stream())
                .toList();
        if (residents.isEmpty()) {
            return OptionalLong.empty();
        }
        long own = residents.stream()
                .mapToLong(ProcessGauge.Resident::anonymousBytes)
                .sum();
        long shared = residents.stream()
                .mapToLong(ProcessGauge.Resident::sharedBytes)
                .max()
                .orElse(0);
        return OptionalLong.of(own + shared);
    }
}
