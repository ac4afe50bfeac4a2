package dev.venom.runtime.core.internal.runtime.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.operation.OperationSubject;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.runtime.launch.LaunchPlans;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import java.util.Locale;
import java.util.Optional;

/** Turns requests about runtimes into operations. Thread-safe. */
public final class RuntimeOperations {
    private final RuntimeServices services;
    private final OperationQueue queue;

    /**
     * Makes the operations of a host's runtimes.
     *
     * @param services what works on runtimes share
     * @param queue runs them
     */
    public RuntimeOperations(RuntimeServices services, OperationQueue queue) {
        this.services = services;
        this.queue = queue;
    }

    /**
     * Starts, stops or restarts a runtime.
     *
     * @param kind which of the three
     * @param id the runtime
     * @param busy what to do if another operation is open on it
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND, RUNTIME_BUSY, PERMISSION_DENIED for an external one, NOT_INSTALLED for a
     *     start without the model that it needs
     */
    public Operation<RuntimeStatus> submit(OperationKind kind, String id, WhenBusy busy) {
        KnownRuntime runtime = services.registry().require(id);
        runtime.requireHandle(kind.name().toLowerCase(Locale.ROOT));
        if (kind == OperationKind.START && busy == WhenBusy.REFUSE) {
            requireModel(runtime);
        }
        return services.lanes().submit(subject(kind, id, Optional.empty()), busy, work(kind, runtime));
    }

    /** Whoever is at work on the runtime, or died at it, may give it a model yet. */
    private void requireModel(KnownRuntime runtime) {
        RuntimeRecord memory = services.files().read(runtime.id());
        boolean mayChange = memory.activation().isPresent()
                || !services.lanes().open(runtime.id()).isEmpty();
        if (!mayChange && !RuntimeControl.isUp(runtime)) {
            LaunchPlans.requireModel(runtime.spec(), memory.active());
        }
    }

    /**
     * Starts a runtime that ended although nobody asked for that.
     *
     * @param runtime the runtime
     * @return the operation
     * @throws VenomException RUNTIME_BUSY if somebody is at work on it
     */
    public Operation<RuntimeStatus> startUnasked(KnownRuntime runtime) {
        return services.lanes()
                .submit(
                        unasked(OperationKind.START, runtime.id()),
                        WhenBusy.REFUSE,
                        new StartWork(runtime, StartWork.Occasion.RESTART_UNASKED, services));
    }

    /**
     * Stops a runtime because its host ends; what is wanted of it stays as it is.
     *
     * @param runtime the runtime
     * @return the operation
     */
    public Operation<RuntimeStatus> stopWithHost(KnownRuntime runtime) {
        return services.lanes()
                .submit(
                        unasked(OperationKind.STOP, runtime.id()),
                        WhenBusy.WAIT,
                        new StopWork(runtime, StopWork.Occasion.HOST_ENDS, services));
    }

    /**
     * Does again what a journal asks for.
     *
     * @param record the journal
     * @param asNew whether it is a new operation, or goes on under its own name
     * @return the operation
     */
    public Operation<RuntimeStatus> again(OperationRecord record, boolean asNew) {
        OperationKind kind = record.status().kind();
        String id = record.status().runtime().orElseThrow();
        Work<RuntimeStatus> work = work(kind, services.registry().require(id));
        if (asNew) {
            OperationSubject subject =
                    subject(kind, id, Optional.of(record.status().id()));
            return services.lanes().submit(subject, WhenBusy.REFUSE, work);
        }
        return queue.continueFrom(
                record.status(), subject(kind, id, record.status().retryOf()), work);
    }

    private Work<RuntimeStatus> work(OperationKind kind, KnownRuntime runtime) {
        return switch (kind) {
            case START -> new StartWork(runtime, StartWork.Occasion.COMMAND, services);
            case STOP -> new StopWork(runtime, StopWork.Occasion.COMMAND, services);
            case RESTART -> new RestartWork(runtime, services);
            case INSTALL, REMOVE, VERIFY, ACTIVATE, DEACTIVATE ->
                throw new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        kind.name().toLowerCase(Locale.ROOT) + " is not about a runtime's process.",
                        "Ask for start, stop or restart.");
        };
    }

    private static OperationSubject subject(OperationKind kind, String id, Optional<OperationId> retryOf) {
        return subject(kind, id, Json.object().put("runtime", id), retryOf);
    }

    private static OperationSubject unasked(OperationKind kind, String id) {
        return subject(kind, id, Json.object().put("runtime", id).put("unasked", true), Optional.empty());
    }

    private static OperationSubject subject(
            OperationKind kind, String id, JsonNode request, Optional<OperationId> retryOf) {
        return new OperationSubject(kind, Optional.empty(), Optional.of(id), RuntimeLanes.laneOf(id), request, retryOf);
    }
}
