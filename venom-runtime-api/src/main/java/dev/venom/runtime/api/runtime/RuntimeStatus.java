package dev.venom.runtime.api.runtime;

import dev.venom.runtime.api.model.ModelRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a runtime at one moment. Immutable.
 *
 * @param id its name
 * @param kind what it is
 * @param state the truth in a word
 * @param since since when that is so
 * @param reason why, for people
 * @param evidence what was seen at each level: process or unit, HTTP, progress
 * @param supervisor who starts and stops it: {@code process}, {@code systemd} or {@code external}
 * @param managed whether this host may start and stop it
 * @param activeModel the model it serves by our doing
 * @param usage what its processes take
 * @param uptime how long it has run
 * @param restarts how often it was started again without being asked
 * @param alerts limits it has passed
 */
public record RuntimeStatus(
        String id,
        String kind,
        RuntimeState state,
        Instant since,
        String reason,
        List<String> evidence,
        String supervisor,
        boolean managed,
        Optional<ModelRef> activeModel,
        ResourceUsage usage,
        Optional<Duration> uptime,
        int restarts,
        List<Alert> alerts) {
    /** Copies the lists. */
    public RuntimeStatus {
        evidence = List.copyOf(evidence);
        alerts = List.copyOf(alerts);
    }
}
