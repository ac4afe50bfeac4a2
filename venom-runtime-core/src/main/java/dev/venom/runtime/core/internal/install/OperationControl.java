package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.operation.OperationRegistry;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Steers operations by their names, in whatever process they run: cancels, pauses, resumes, repeats, and
 * continues what a dead process left. Thread-safe.
 */
public final class OperationControl {
    /** A removal is not done without somebody who wants it now; a verification can be had again. */
    private static final Set<OperationKind> NOT_CONTINUED = EnumSet.of(OperationKind.REMOVE, OperationKind.VERIFY);

    private final ModelOperations operations;
    private final OperationRegistry registry;
    private final OperationJournal journal;
    private final AbandonedOperations left;

    /**
     * Makes the steering of a cache directory's operations.
     *
     * @param operations does again what a journal asks for
     * @param registry finds them
     * @param journal their journals
     * @param left what dead processes left of them
     */
    public OperationControl(
            ModelOperations operations,
            OperationRegistry registry,
            OperationJournal journal,
            AbandonedOperations left) {
        this.operations = operations;
        this.registry = registry;
        this.journal = journal;
        this.left = left;
    }

    /**
     * Goes on with an operation: wakes it where it is paused, runs it here where its process is gone.
     *
     * @param id its name
     * @return a handle on it
     */
    public Operation<?> resume(OperationId id) {
        if (!requireOpen(id).isAbandoned()) {
            return woken(id);
        }
        return left.claiming(() -> {
            OperationRecord record = requireOpen(id);
            return record.isAbandoned() ? operations.again(record, id, false) : woken(id);
        });
    }

    /**
     * Does again what failed or was cancelled, as a new operation.
     *
     * @param id the ended operation
     * @return the new one
     */
    public Operation<?> retry(OperationId id) {
        return left.claiming(() -> {
            OperationRecord record = require(id);
            if (record.isLive()) {
                throw new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "The operation " + id + " has not ended.",
                        "Cancel it first, or wait.");
            }
            if (record.isAbandoned()) {
                left.close(record, OperationState.FAILED, "It was repeated after its process had ended.");
            }
            return operations.again(record, id, true);
        });
    }

    /**
     * Asks an operation to end, in whatever process it runs.
     *
     * @param id its name
     */
    public void cancel(OperationId id) {
        Optional<Operation<?>> local = registry.local(id);
        if (local.isPresent()) {
            local.get().cancel();
        } else if (requireOpen(id).isAbandoned()) {
            left.claiming(() -> cancelled(id));
        } else {
            registry.follow(id).cancel();
        }
    }

    /**
     * Asks an operation to wait, in whatever process it runs.
     *
     * @param id its name
     */
    public void pause(OperationId id) {
        Optional<Operation<?>> verification =
                registry.local(id).filter(local -> local.status().kind() == OperationKind.VERIFY);
        if (verification.isPresent()) {
            // It may have no journal: a read-only cache can be verified.
            verification.get().pause();
            return;
        }
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
        registry.follow(id).pause();
    }

    /** Continues what dead processes left of installs and of runtimes, and closes what else they left, with a reason. */
    public void recover() {
        left.all().forEach(record -> recover(record.status().id()));
    }

    private void recover(OperationId id) {
        left.claiming(() -> {
            Optional<OperationRecord> found = journal.find(id).filter(OperationRecord::isAbandoned);
            found.ifPresent(record -> {
                if (NOT_CONTINUED.contains(record.status().kind()) || record.isUnasked()) {
                    left.close(record, OperationState.FAILED, "Nobody continues it.");
                } else {
                    goOn(record);
                }
            });
            return found;
        });
    }

    /** What it was about may be gone: a runtime that is not described any more, a provider that is not there. */
    private void goOn(OperationRecord record) {
        try {
            operations.again(record, record.status().id(), false);
        } catch (VenomException impossible) {
            left.close(record, OperationState.FAILED, "It can't be continued: " + impossible.getMessage());
        }
    }

    private Operation<?> woken(OperationId id) {
        Operation<?> operation = registry.follow(id);
        operation.resume();
        return operation;
    }

    /** Between the look and the lock somebody may have continued it. */
    private OperationRecord cancelled(OperationId id) {
        OperationRecord record = requireOpen(id);
        if (record.isAbandoned()) {
            left.close(record, OperationState.CANCELLED, "It was cancelled.");
        } else {
            registry.follow(id).cancel();
        }
        return record;
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
}
