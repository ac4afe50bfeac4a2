package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.operation.OperationSubject;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeLanes;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeServices;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import java.util.Optional;

/** Turns requests to switch models into operations. Thread-safe. */
public final class ActivationOperations {
    private final RuntimeServices runtimes;
    private final ActivationServices services;
    private final OperationQueue queue;
    private final RunningInstalls installs;

    /**
     * Makes the operations of a host's runtimes.
     *
     * @param runtimes what works on runtimes share
     * @param services what switches share
     * @param queue runs them
     * @param journal tells which models are being installed
     */
    public ActivationOperations(
            RuntimeServices runtimes, ActivationServices services, OperationQueue queue, OperationJournal journal) {
        this.runtimes = runtimes;
        this.services = services;
        this.queue = queue;
        this.installs = new RunningInstalls(journal, services.store(), services.providers());
    }

    /**
     * Makes an installed model the one that a runtime serves.
     *
     * @param request runtime, model and what is allowed
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND, RUNTIME_BUSY, NOT_INSTALLED
     */
    public Operation<RuntimeStatus> activate(ActivationRequest request) {
        KnownRuntime runtime = runtimes.registry().require(request.runtime());
        installs.refuse(request);
        if (request.busy() == WhenBusy.REFUSE) {
            services.store().require(request.model());
        }
        return runtimes.lanes().submit(subject(request, Optional.empty()), request.busy(), work(runtime, request));
    }

    /**
     * Ends the serving of a runtime's active model.
     *
     * @param id the runtime
     * @param busy what to do if another operation is open on it
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND, RUNTIME_BUSY, PERMISSION_DENIED for an external one that would have to be
     *     stopped
     */
    public Operation<RuntimeStatus> deactivate(String id, WhenBusy busy) {
        KnownRuntime runtime = runtimes.registry().require(id);
        if (runtime.driver().switching() == Switching.BY_RESTART) {
            runtime.requireHandle("give its model up");
        }
        Optional<ModelRef> model = services.files().read(id).active().map(active -> active.ref());
        OperationSubject subject = new OperationSubject(
                OperationKind.DEACTIVATE,
                model,
                Optional.of(id),
                RuntimeLanes.laneOf(id),
                Json.object().put("runtime", id),
                Optional.empty());
        return runtimes.lanes().submit(subject, busy, new DeactivateWork(runtime, runtimes, services));
    }

    /**
     * Does again what a journal asks for. One whose process died is settled first, and only then begun anew.
     *
     * @param record the journal
     * @param asNew whether it is a new operation, or goes on under its own name
     * @return the operation
     */
    public Operation<RuntimeStatus> again(OperationRecord record, boolean asNew) {
        String id = record.status()
                .runtime()
                .orElseThrow(() -> new VenomException(
                        ErrorCode.CORRUPT_STATE,
                        "The journal names no runtime.",
                        "Ask the runtime for the same again."));
        KnownRuntime runtime = runtimes.registry().require(id);
        Optional<OperationId> retryOf =
                asNew ? Optional.of(record.status().id()) : record.status().retryOf();
        OperationSubject subject = new OperationSubject(
                record.status().kind(),
                record.status().model(),
                Optional.of(id),
                RuntimeLanes.laneOf(id),
                record.request(),
                retryOf);
        Work<RuntimeStatus> work = record.status().kind() == OperationKind.ACTIVATE
                ? work(runtime, ActivationCodec.read(record.request()))
                : new DeactivateWork(runtime, runtimes, services);
        return asNew
                ? runtimes.lanes().submit(subject, WhenBusy.REFUSE, work)
                : queue.continueFrom(record.status(), subject, new RecoveredWork(runtime, work, runtimes, services));
    }

    private Work<RuntimeStatus> work(KnownRuntime runtime, ActivationRequest request) {
        return new ActivateWork(runtime, request, runtimes, services, installs);
    }

    private static OperationSubject subject(ActivationRequest request, Optional<OperationId> retryOf) {
        return new OperationSubject(
                OperationKind.ACTIVATE,
                Optional.of(request.model()),
                Optional.of(request.runtime()),
                RuntimeLanes.laneOf(request.runtime()),
                ActivationCodec.write(request),
                retryOf);
    }
}
