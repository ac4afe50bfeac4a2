package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The operations of a cache directory: those of this process as they are now, others as journaled. Thread-safe. */
public final class OperationRegistry {
    private final Map<OperationId, ManagedOperation<?>> running;
    private final OperationJournal journal;
    private final ControlFiles control;
    private final ControlWatch watch;

    OperationRegistry(
            Map<OperationId, ManagedOperation<?>> running,
            OperationJournal journal,
            ControlFiles control,
            ControlWatch watch) {
        this.running = running;
        this.journal = journal;
        this.control = control;
        this.watch = watch;
    }

    /**
     * The operation of this process under a name.
     *
     * @param id the name
     * @return its handle; empty where this process runs none of that name
     */
    public Optional<Operation<?>> local(OperationId id) {
        return Optional.ofNullable(running.get(id));
    }

    /**
     * All operations that this process runs.
     *
     * @return their handles with what they are about
     */
    public List<Running> local() {
        return running.values().stream()
                .map(operation -> new Running(operation, operation.subject()))
                .toList();
    }

    /**
     * A handle on any operation of this cache directory, local or not.
     *
     * @param id its name
     * @return a handle
     * @throws VenomException INVALID_REQUEST if there is none
     */
    public Operation<?> follow(OperationId id) {
        Optional<Operation<?>> local = local(id);
        if (local.isPresent()) {
            return local.get();
        }
        if (journal.find(id).isEmpty()) {
            throw FollowedOperation.unknown(id);
        }
        FollowedOperation followed = new FollowedOperation(id, journal, control);
        if (!followed.refresh()) {
            watch.follow(followed);
        }
        return followed;
    }

    /**
     * What can be seen of all operations, newest first: local ones as they are now, others as journaled.
     *
     * @return their status
     */
    public List<OperationStatus> statuses() {
        Map<OperationId, OperationStatus> statuses = new TreeMap<>(Comparator.reverseOrder());
        journal.all().forEach(record -> statuses.put(record.status().id(), current(record)));
        // A verification of a read-only cache has no journal.
        running.values().forEach(local -> statuses.put(local.id(), local.status()));
        return List.copyOf(statuses.values());
    }

    /**
     * What can be seen of one operation.
     *
     * @param id its name
     * @return its status; empty where there is none
     */
    public Optional<OperationStatus> status(OperationId id) {
        return local(id)
                .map(operation -> operation.status())
                .or(() -> journal.find(id).map(this::current));
    }

    private OperationStatus current(OperationRecord record) {
        ManagedOperation<?> local = running.get(record.status().id());
        return local == null ? record.reported() : local.status();
    }

    /**
     * An operation that runs here. Immutable.
     *
     * @param operation its handle
     * @param subject what it is about
     */
    public record Running(Operation<?> operation, OperationSubject subject) {}
}
