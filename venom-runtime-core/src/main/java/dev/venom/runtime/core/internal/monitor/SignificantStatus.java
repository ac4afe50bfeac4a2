package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What of a status is worth an event when it changes. Immutable.
 *
 * @param state the state
 * @param since since when
 * @param reason why
 * @param supervisor who starts and stops it
 * @param activeModel what it serves
 * @param restarts how often it was started unasked
 * @param alerts which limits it has passed
 */
record SignificantStatus(
        RuntimeState state,
        Instant since,
        String reason,
        String supervisor,
        Optional<ModelRef> activeModel,
        int restarts,
        List<Alert.Resource> alerts) {
    static SignificantStatus of(RuntimeStatus status) {
        return new SignificantStatus(
                status.state(),
                status.since(),
                status.reason(),
                status.supervisor(),
                status.activeModel(),
                status.restarts(),
                status.alerts().stream().map(Alert::resource).sorted().toList());
    }
}
