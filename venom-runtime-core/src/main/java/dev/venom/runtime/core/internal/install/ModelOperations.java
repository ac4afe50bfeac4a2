package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
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
import dev.venom.runtime.core.internal.file.DurableFile.Durability;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.operation.OperationSubject;
import dev.venom.runtime.core.internal.operation.Work;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns requests about models into operations: shares one that is asked for twice, continues what a dead
 * process left, repeats what failed. Thread-safe.
 */
public final class ModelOperations {
    private final ModelWorkshop workshop;
    private final OperationQueue queue;
    private final OperationJournal journal;
    private final ReentrantLock sharing = new ReentrantLock();

    /**
     * Makes the operations of a cache directory.
     *
     * @param workshop what works on models share
     * @param queue runs them
     * @param journal their journals
     */
    public ModelOperations(ModelWorkshop workshop, OperationQueue queue, OperationJournal journal) {
        this.workshop = workshop;
        this.queue = queue;
        this.journal = journal;
    }

    /**
     * Installs a model, or joins whoever in this process is at it.
     *
     * @param request what to install
     * @return the operation
     */
    public Operation<InstalledModel> install(InstallRequest request) {
        InstallRequest canonical = canonical(request);
        JsonObject journaled = RequestCodec.write(canonical);
        sharing.lock();
        try {
            Optional<Operation<InstalledModel>> shared = shared(journaled);
            if (shared.isPresent()) {
                return shared.get();
            }
            Operation<InstalledModel> operation =
                    queue.submit(installSubject(canonical, Optional.empty()), new InstallWork(canonical, workshop));
            closeAbandoned(canonical.ref(), operation.id());
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
        return workshop.planner()
                .plan(canonical(request), workshop.providers().context())
                .plan();
    }

    /**
     * Removes a model.
     *
     * @param ref the model
     * @return the operation
     */
    public Operation<RemovalReport> remove(ModelRef ref) {
        ModelRef installed = workshop.store().require(ref).ref();
        return queue.submit(removeSubject(installed, Optional.empty()), new RemoveWork(installed, workshop));
    }

    /**
     * Hashes installed models.
     *
     * @param request which, and what to do about damage
     * @return the operation
     */
    public Operation<List<ModelVerification>> verify(VerifyRequest request) {
        request.ref().ifPresent(ref -> workshop.store().require(ref));
        return queue.submit(verifySubject(request, Optional.empty()), new VerifyWork(request, workshop));
    }

    /**
     * Goes on with an operation: wakes it where it is paused, runs it here where its process is gone.
     *
     * @param id its name
     * @return a handle on it
     */
    public Operation<?> resume(OperationId id) {
        OperationRecord record = requireOpen(id);
        if (record.isLive()) {
            Operation<?> operation = queue.follow(id);
            operation.resume();
            return operation;
        }
        return again(record, id, false);
    }

    /**
     * Does again what failed or was cancelled, as a new operation.
     *
     * @param id the ended operation
     * @return the new one
     */
    public Operation<?> retry(OperationId id) {
        OperationRecord record = require(id);
        if (record.isLive()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST, "The operation " + id + " has not ended.", "Cancel it first, or wait.");
        }
        if (record.isAbandoned()) {
            close(record, "It was repeated after its process had ended.");
        }
        return again(record, id, true);
    }

    /**
     * Asks an operation to end, in whatever process it runs.
     *
     * @param id its name
     */
    public void cancel(OperationId id) {
        OperationRecord record = requireOpen(id);
        if (record.isAbandoned()) {
            close(record, "It was cancelled after its process had ended.");
        } else {
            queue.follow(id).cancel();
        }
    }

    /**
     * Asks an operation to wait, in whatever process it runs.
     *
     * @param id its name
     */
    public void pause(OperationId id) {
        OperationRecord record = requireOpen(id);
        if (record.isAbandoned()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The operation " + id + " can't be paused: its process has ended.",
                    "Continue it with 'resume " + id + "'.");
        }
        if (record.status().kind() != OperationKind.INSTALL && record.status().kind() != OperationKind.VERIFY) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The operation " + id + " can't be paused: only downloads and verifications can.",
                    "Wait for it, or cancel it.");
        }
        queue.follow(id).pause();
    }

    /** Continues the installs that dead processes left, and closes what else they left, with a reason. */
    public void recover() {
        for (OperationRecord record : journal.all()) {
            if (record.isAbandoned()) {
                if (record.status().kind() == OperationKind.INSTALL) {
                    again(record, record.status().id(), false);
                } else {
                    close(record, "Its process ended before it did.");
                }
            }
        }
    }

    private Operation<?> again(OperationRecord record, OperationId id, boolean asNew) {
        Optional<OperationId> retryOf =
                asNew ? Optional.of(id) : record.status().retryOf();
        JsonObject request = record.request();
        return switch (record.status().kind()) {
            case INSTALL -> {
                InstallRequest install = RequestCodec.readInstall(request);
                yield run(record, asNew, installSubject(install, retryOf), new InstallWork(install, workshop));
            }
            case REMOVE -> {
                ModelRef ref = RequestCodec.readRef(request);
                yield run(record, asNew, removeSubject(ref, retryOf), new RemoveWork(ref, workshop));
            }
            case VERIFY -> {
                VerifyRequest verify = RequestCodec.readVerify(request);
                yield run(record, asNew, verifySubject(verify, retryOf), new VerifyWork(verify, workshop));
            }
            case ACTIVATE, DEACTIVATE, START, STOP, RESTART ->
                throw new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "The operation " + id + " is about a runtime and can't be run again from its journal.",
                        "Ask the runtime for the same again.");
        };
    }

    private <R> Operation<R> run(OperationRecord record, boolean asNew, OperationSubject subject, Work<R> work) {
        return asNew ? queue.submit(subject, work) : queue.continueFrom(record.status(), subject, work);
    }

    /** The type is right because equal subjects have equal work. */
    @SuppressWarnings("unchecked")
    private Optional<Operation<InstalledModel>> shared(JsonObject request) {
        return queue.local().stream()
                .filter(running -> running.subject().kind() == OperationKind.INSTALL
                        && running.subject().request().equals(request)
                        && !running.operation().status().state().isTerminal())
                .map(running -> (Operation<InstalledModel>) running.operation())
                .findFirst();
    }

    private InstallRequest canonical(InstallRequest request) {
        ModelRef ref = workshop.providers().require(request.ref().provider()).canonical(request.ref());
        return RequestCodec.readInstall(withRef(RequestCodec.write(request), ref));
    }

    private static JsonObject withRef(JsonObject request, ModelRef ref) {
        JsonObject.Builder copy = JsonObject.builder();
        request.members().forEach(copy::value);
        return copy.text("ref", ref.toString()).build();
    }

    private void closeAbandoned(ModelRef ref, OperationId successor) {
        journal.all().stream()
                .filter(OperationRecord::isAbandoned)
                .filter(record -> record.status().kind() == OperationKind.INSTALL
                        && record.status().model().equals(Optional.of(ref)))
                .forEach(record -> close(record, "It is continued by " + successor + "."));
    }

    private void close(OperationRecord record, String why) {
        Instant now = workshop.clock().instant();
        journal.write(record.closed(why, now), Durability.POWER);
    }

    private OperationRecord require(OperationId id) {
        return journal.find(id)
                .orElseThrow(() -> new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "There is no operation " + id + ".",
                        "List them with 'operations'."));
    }

    private OperationRecord requireOpen(OperationId id) {
        OperationRecord record = require(id);
        if (record.status().state().isTerminal()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The operation " + id + " has already ended as "
                            + record.status().state().name().toLowerCase(Locale.ROOT) + ".",
                    "Do it again with 'retry " + id + "'.");
        }
        return record;
    }

    private static OperationSubject installSubject(InstallRequest request, Optional<OperationId> retryOf) {
        return new OperationSubject(
                OperationKind.INSTALL,
                Optional.of(request.ref()),
                request.runtime(),
                ModelWorkshop.laneOf(request.ref()),
                RequestCodec.write(request),
                retryOf);
    }

    private static OperationSubject removeSubject(ModelRef ref, Optional<OperationId> retryOf) {
        return new OperationSubject(
                OperationKind.REMOVE,
                Optional.of(ref),
                Optional.empty(),
                ModelWorkshop.laneOf(ref),
                RequestCodec.write(ref),
                retryOf);
    }

    private static OperationSubject verifySubject(VerifyRequest request, Optional<OperationId> retryOf) {
        return new OperationSubject(
                OperationKind.VERIFY, request.ref(), Optional.empty(), "verify", RequestCodec.write(request), retryOf);
    }
}
