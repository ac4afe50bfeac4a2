package dev.venom.runtime.spi.runtime;

import java.util.List;
import java.util.Optional;

/**
 * What a runtime says of itself: the middle of the three levels of health. Immutable.
 *
 * @param health what it says
 * @param detail the evidence, for people
 * @param servedNames names of the models it answers for
 * @param version its own version, where that comes with the answer; see {@link RuntimeDriver#version}
 */
public record HealthReport(Health health, String detail, List<String> servedNames, Optional<String> version) {
    /** What a runtime says of itself. */
    public enum Health {
        /** It answers that it is well. */
        HEALTHY,
        /** It answers that it is not. */
        UNHEALTHY,
        /** It does not answer. */
        UNREACHABLE
    }

    /** Copies the list. */
    public HealthReport {
        servedNames = List.copyOf(servedNames);
    }
}
