package dev.venom.runtime.examples.cockpit.event;

import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.Operations;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.wire.OperationDocuments;
import dev.venom.runtime.examples.wire.RuntimeDocuments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How everything stands now, as events without ids: for a reader who knows nothing yet. Thread-safe. */
public final class Snapshot implements Supplier<List<LoggedEvent>> {
    private static final int LAST_ENDED = 20;

    private final Operations operations;
    private final Runtimes runtimes;

    /**
     * Makes snapshots.
     *
     * @param operations what is looked at
     * @param runtimes what is looked at
     */
    public Snapshot(Operations operations, Runtimes runtimes) {
        this.operations = operations;
        this.runtimes = runtimes;
    }

    @Override
    public List<LoggedEvent> get() {
        List<OperationStatus> statuses = new ArrayList<>();
        int ended = 0;
        for (OperationStatus status : operations.list()) {
            if (!status.state().isTerminal() || ended++ < LAST_ENDED) {
                statuses.add(status);
            }
        }
        Collections.reverse(statuses);
        List<LoggedEvent> events = new ArrayList<>();
        runtimes.list().forEach(status -> events.add(event("runtime", RuntimeDocuments.single(status))));
        statuses.forEach(status -> events.add(event("operation", OperationDocuments.single(status))));
        return events;
    }

    private static LoggedEvent event(String type, String data) {
        return new LoggedEvent(Optional.empty(), type, data);
    }
}
