package dev.venom.runtime.core.internal.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.RemovalReport;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.operation.OperationReplay;
import dev.venom.runtime.core.internal.operation.OperationSubject;
import dev.venom.runtime.core.internal.operation.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns requests about models into operations, and shares one that is asked for twice. Thread-safe.
 */
public final class ModelOperations {
    private final ModelServices services;
    private final OperationQueue queue;
    private final AbandonedOperations left;
    private final OperationReplay runtimes;
    private final ReentrantLock sharing = new ReentrantLock();

    /**
     * Makes the operations of a cache directory.
     *
     * @param services what works on models share
     * @param queue runs them
     * @param left what dead processes left of them
     * @param runtimes does again what is about a runtime
     */
    public ModelOperations(
            ModelServices services, OperationQueue queue, AbandonedOperations left, OperationReplay runtimes) {
        this.services = services;
        this.queue = queue;
        this.left = left;
        this.runtimes = runtimes;
    }

    /**
     * Installs a model, or joins whoever in this process is at it.
     *
     * @param request what to install
     * @return the operation
     */
    public Operation<InstalledModel> install(InstallRequest request) {
        InstallRequest canonical = canonical(request);
        JsonNode journaled = RequestCodec.write(canonical);
        sharing.lock();
        try {
            Optional<Operation<InstalledModel>> shared = shared(journaled);
            if (shared.isPresent()) {
                return shared.get();
            }
            Operation<InstalledModel> operation =
                    queue.submit(installSubject(canonical, Optional.empty()), new InstallWork(canonical, services));
            Optional<ModelRef> model = Optional.of(canonical.ref());
            left.supersede(OperationKind.INSTALL, model, "It is continued by " + operation.id() + ".");
            // Somebody who wants it again must not lose it to a removal that was never finished.
            left.supersede(OperationKind.REMOVE, model, operation.id() + " installs the model again.");
            return operation;
        } finally {
            sharing.unlock();
        }
    }

    /**
     * Says what an install would do.
     *
     * @param request what to install
     * @return the plan
     */
    public InstallPlan plan(InstallRequest request) {
        return services.planner()
                .plan(canonical(request), services.providers().context())
                .plan();
    }

    /**
     * Removes a model.
     *
     * @param ref the model
     * @return the operation
     */
    public Operation<RemovalReport> remove(ModelRef ref) {
        ModelRef installed = services.store().require(ref).ref();
        return instead(queue.submit(removeSubject(installed, Optional.empty()), new RemoveWork(installed, services)));
    }

    /**
     * Hashes installed models.
     *
     * @param request which, and what to do about damage
     * @return the operation
     */
    public Operation<List<ModelVerification>> verify(VerifyRequest request) {
        request.ref().ifPresent(ref -> services.store().require(ref));
        return instead(queue.submit(verifySubject(request, Optional.empty()), new VerifyWork(request, services)));
    }

    /** One of the same that was interrupted has nothing left to do. */
    private <R> Operation<R> instead(Operation<R> operation) {
        OperationStatus status = operation.status();
        left.supersede(status.kind(), status.model(), "It was begun again as " + status.id() + ".");
        return operation;
    }

    /** What a journal asks for, under its own name or as a new operation. */
    Operation<?> again(OperationRecord record, OperationId id, boolean asNew) {
        Optional<OperationId> retryOf =
                asNew ? Optional.of(id) : record.status().retryOf();
        JsonNode request = record.request();
        return switch (record.status().kind()) {
            case INSTALL -> {
                InstallRequest install = RequestCodec.readInstall(request);
                yield run(record, asNew, installSubject(install, retryOf), new InstallWork(install, services));
            }
            case REMOVE -> {
                ModelRef ref = RequestCodec.readRef(request);
                yield run(record, asNew, removeSubject(ref, retryOf), new RemoveWork(ref, services));
            }
            case VERIFY -> {
                VerifyRequest verify = RequestCodec.readVerify(request);
                yield run(record, asNew, verifySubject(verify, retryOf), new VerifyWork(verify, services));
            }
            case ACTIVATE, DEACTIVATE, START, STOP, RESTART -> runtimes.again(record, asNew);
        };
    }

    private <R> Operation<R> run(OperationRecord record, boolean asNew, OperationSubject subject, Work<R> work) {
        return asNew ? queue.submit(subject, work) : queue.continueFrom(record.status(), subject, work);
    }

    /** The type is right because equal subjects have equal work. */
    @SuppressWarnings("unchecked")
    private Optional<Operation<InstalledModel>> shared(JsonNode request) {
        return queue.registry().local().stream()
                .filter(running -> running.subject().kind() == OperationKind.INSTALL
                        && running.subject().request().equals(request)
                        && running.operation().status().state().isUnderWay())
                .map(running -> (Operation<InstalledModel>) running.operation())
                .findFirst();
    }

    private InstallRequest canonical(InstallRequest request) {
        return services.providers().require(request.ref().provider()).canonical(request);
    }

    private static OperationSubject installSubject(InstallRequest request, Optional<OperationId> retryOf) {
        return new OperationSubject(
                OperationKind.INSTALL,
                Optional.of(request.ref()),
                request.runtime(),
                ModelServices.laneOf(request.ref()),
                RequestCodec.write(request),
                retryOf);
    }

    private static OperationSubject removeSubject(ModelRef ref, Optional<OperationId> retryOf) {
        return new OperationSubject(
                OperationKind.REMOVE,
                Optional.of(ref),
                Optional.empty(),
                ModelServices.laneOf(ref),
                RequestCodec.write(ref),
                retryOf);
    }

    private static OperationSubject verifySubject(VerifyRequest request, Optional<OperationId> retryOf) {
        return new OperationSubject(
                OperationKind.VERIFY, request.ref(), Optional.empty(), "verify", RequestCodec.write(request), retryOf);
    }
}
