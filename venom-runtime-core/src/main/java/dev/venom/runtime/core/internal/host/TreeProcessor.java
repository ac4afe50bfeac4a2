package dev.venom.runtime.core.internal.host;

import dev.venom.runtime.spi.host.ProcessRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Measures the processor time of one runtime's processes. Confined to whoever holds the runtime's lock. */
public final class TreeProcessor {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PERCENT = 100;

    private final ProcessGauge gauge;
    private final LongSupplier nanos;
    private Map<ProcessRef, Long> before = Map.of();
    private long beforeNanos;

    /**
     * Makes a meter that has measured nothing yet.
     *
     * @param gauge measures processes
     * @param nanos a clock that only goes forward
     */
    public TreeProcessor(ProcessGauge gauge, LongSupplier nanos) {
        this.gauge = gauge;
        this.nanos = nanos;
    }

    /**
     * Measures.
     *
     * @param processes all of the runtime's
     * @return time since the last measurement, 100 for one core; empty the first time
     */
    public OptionalDouble percent(List<ProcessRef> processes) {
        Map<ProcessRef, Long> now = new HashMap<>();
        processes.forEach(process -> gauge.cpuMillis(process).ifPresent(millis -> now.put(process, millis)));
        long nowNanos = nanos.getAsLong();
        Map<ProcessRef, Long> then = before;
        double elapsedMillis = (nowNanos - beforeNanos) / NANOS_PER_MILLI;
        before = now;
        beforeNanos = nowNanos;
        if (then.isEmpty() || now.isEmpty() || elapsedMillis <= 0) {
            return OptionalDouble.empty();
        }
        long used = now.entrySet().stream()
                .mapToLong(each -> each.getValue() - then.getOrDefault(each.getKey(), 0L))
                .sum();
        return OptionalDouble.of(Math.max(0, PERCENT * used / elapsedMillis));
    }
}
