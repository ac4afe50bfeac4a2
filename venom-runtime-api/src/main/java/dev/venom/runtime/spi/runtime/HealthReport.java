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
 * @param rest whether it sleeps, or may fall asleep
 */
public record HealthReport(
        Health health, String detail, List<String> servedNames, Optional<String> version, Rest rest) {
    /** What a runtime says of itself. */
    public enum Health {
        /** It answers that it is well. */
        HEALTHY,
        /** It answers that it is not. */
        UNHEALTHY,
        /**
         * It is there and can't be asked like this, however long is waited: it wants another key, protocol or trust in
         * its certificate. The detail says what and the cure.
         */
        REFUSING,
        /** It does not answer. */
        UNREACHABLE
    }

    /** Whether a runtime gives up its memory while nobody needs it, as it was told to. */
    public enum Rest {
        /** It does not, or does not tell. */
        NEVER,
        /** It will fall asleep when it is asked for nothing; to ask how busy it is may keep it awake. */
        AWAKE,
        /** It sleeps. */
        ASLEEP
    }

    /**
     * The report of a runtime that does not sleep.
     *
     * @param health what it says of itself
     * @param detail its words
     * @param servedNames the names of models that it answers for
     * @param version its version
     */
    public HealthReport(Health health, String detail, List<String> servedNames, Optional<String> version) {
        this(health, detail, servedNames, version, Rest.NEVER);
    }

    /** Copies the list. */
    public HealthReport {
        servedNames = List.copyOf(servedNames);
    }
}
