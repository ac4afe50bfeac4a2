package dev.venom.runtime.examples.cli.operation;

import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Operations at points of their course. */
final class Statuses {
    static final OperationId ID = new OperationId("20261124-1");

    private Statuses() {}

    static OperationStatus of(OperationState state, String phase, Progress progress) {
        return of(ID, state, phase, progress);
    }

    static OperationStatus of(OperationState state, long doneBytes) {
        return of(state, "download", new Progress(doneBytes, 100, OptionalLong.empty(), Optional.empty()));
    }

    static OperationStatus of(OperationId id, OperationState state, String phase, Progress progress) {
        return new OperationStatus(
                id,
                OperationKind.INSTALL,
                Optional.empty(),
                Optional.empty(),
                state,
                phase,
                progress,
                List.of(),
                List.of(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
