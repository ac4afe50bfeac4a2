package dev.venom.runtime.api.runtime;

import dev.venom.runtime.api.model.ModelRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that is known of a runtime at one moment. Immutable.
 *
 * @param id its name
 * @param kind what it is
 * @param state the truth in a word
 * @param since since when that is so
 * @param reason why, with the evidence, for people
 * @param supervisor who starts and stops it: {@code process}, {@code systemd} or {@code external}
 * @param managed whether this host may start and stop it
 * @param activeModel the model it serves by our doing
 * @param memoryBytes memory of its whole process tree
 * @param vramBytes GPU memory of its whole process tree
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
        String supervisor,
        boolean managed,
        Optional<ModelRef> activeModel,
        OptionalLong memoryBytes,
        OptionalLong vramBytes,
        Optional<Duration> uptime,
        int restarts,
        List<Alert> alerts) {
    /** Copies the list. */
    public RuntimeStatus {
        alerts = List.copyOf(alerts);
    }
}
