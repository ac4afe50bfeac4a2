package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.spi.file.DurableFile.Durability;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What processes that ended or closed left open: one at a time, in one process at a time, may take it over. Whoever ends
 * it tells the listeners. Thread-safe.
 */
public final class AbandonedOperations {
    private final OperationJournal journal;
    private final CrossProcessLock claims;
    private final Consumer<OperationStatus> ended;
    private final Clock clock;

    /**
     * Looks at the journals of a cache directory.
     *
     * @param journal the journals
     * @param claims held while something is taken over
     * @param ended is told of each that is ended
     * @param clock the time
     */
    public AbandonedOperations(
            OperationJournal journal, CrossProcessLock claims, Consumer<OperationStatus> ended, Clock clock) {
        this.journal = journal;
        this.claims = claims;
        this.ended = ended;
        this.clock = clock;
    }

    /** Whoever decides what becomes of an abandoned operation looks and acts within this: two must not continue it. */
    <T> T claiming(Supplier<T> takeover) {
        return claims.whileHeld(takeover);
    }

    List<OperationRecord> all() {
        return journal.all().stream().filter(OperationRecord::isAbandoned).toList();
    }

    void close(OperationRecord record, OperationState outcome, String why) {
        OperationRecord closed = record.closed(outcome, why, clock.instant());
        journal.write(closed, Durability.POWER);
        ended.accept(closed.status());
    }

    /** Somebody asked for the same again, or for the contrary: the old one has nothing left to do. */
    void supersede(OperationKind kind, Optional<ModelRef> model, String why) {
        if (of(kind, model).isEmpty()) {
            return;
        }
        claiming(() -> {
            List<OperationRecord> left = of(kind, model);
            left.forEach(record -> close(record, OperationState.FAILED, why));
            return left;
        });
    }

    /**
     * Ends what dead processes left open about a runtime.
     *
     * @param runtime its id
     * @param kinds operations that nobody continues
     * @param why what became of them
     */
    public void close(String runtime, Set<OperationKind> kinds, String why) {
        if (about(runtime, kinds).isEmpty()) {
            return;
        }
        claiming(() -> {
            List<OperationRecord> open = about(runtime, kinds);
            open.forEach(record -> close(record, OperationState.FAILED, why));
            return open;
        });
    }

    private List<OperationRecord> about(String runtime, Set<OperationKind> kinds) {
        return all().stream()
                .filter(record -> kinds.contains(record.status().kind())
                        && record.status().runtime().equals(Optional.of(runtime)))
                .toList();
    }

    private List<OperationRecord> of(OperationKind kind, Optional<ModelRef> model) {
        return all().stream()
                .filter(record ->
                        record.status().kind() == kind && isSame(record.status().model(), model))
                .toList();
    }

    private static boolean isSame(Optional<ModelRef> one, Optional<ModelRef> other) {
        return one.isEmpty() && other.isEmpty()
                || one.isPresent() && other.isPresent() && ModelServices.isSame(one.get(), other.get());
    }
}
