package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.spi.runtime.HealthReport;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What one look asks of a runtime. Immutable.
 *
 * @param depth how closely it is looked at
 * @param onDemand whether somebody wants to know; else nobody may notice that it is asked
 * @param counters whether one that says this of itself is asked how busy it is
 * @param counted where its counter of work stood when it was last seen
 * @param processorWorks whether its processes are seen at work
 */
record ProbeRequest(
        ProbeDepth depth,
        boolean onDemand,
        Predicate<HealthReport> counters,
        OptionalLong counted,
        BooleanSupplier processorWorks) {}
