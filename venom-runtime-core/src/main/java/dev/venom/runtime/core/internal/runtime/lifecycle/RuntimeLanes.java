package dev.venom.runtime.core.internal.runtime.lifecycle;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.operation.LaneLease;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.operation.OperationRecord;
import dev.venom.runtime.core.internal.operation.OperationSubject;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Operations on one runtime run one at a time, across processes. Who asks while another is open is refused, or
 * queues; a stop cancels what starts. Thread-safe.
 */
public final class RuntimeLanes {
    private static final Set<OperationKind> HELD_BY = EnumSet.of(
            OperationKind.ACTIVATE,
            OperationKind.DEACTIVATE,
            OperationKind.START,
            OperationKind.STOP,
            OperationKind.RESTART);
    private static final Set<OperationKind> STARTING = EnumSet.of(OperationKind.START, OperationKind.RESTART);
    private static final Set<OperationKind> SWITCHING = EnumSet.of(OperationKind.ACTIVATE, OperationKind.DEACTIVATE);

    private final OperationQueue queue;
    private final OperationJournal journal;
    private final CrossProcessLock admission;
    private final Path laneDirectory;
    private final Clock clock;

    /**
     * Makes the lanes of a cache directory.
     *
     * @param queue runs operations
     * @param journal tells of those of other processes
     * @param operationsDirectory where locks lie
     * @param clock the time
     */
    public RuntimeLanes(OperationQueue queue, OperationJournal journal, Path operationsDirectory, Clock clock) {
        this.queue = queue;
        this.journal = journal;
        this.admission = new CrossProcessLock(operationsDirectory.resolve("runtimes.lock"));
        this.laneDirectory = operationsDirectory.resolve("lanes");
        this.clock = clock;
    }

    /**
     * The lane of a runtime.
     *
     * @param runtime its id
     * @return the lane's name
     */
    public static String laneOf(String runtime) {
        return "runtime:" + runtime;
    }

    /**
     * Queues an operation on a runtime, or refuses it.
     *
     * @param subject what it is about; its lane is the runtime's
     * @param busy what to do if another operation is open on the runtime
     * @param work what it does
     * @param <R> what it yields
     * @return its handle
     * @throws VenomException RUNTIME_BUSY naming the operation that is open
     */
    public <R> Operation<R> submit(OperationSubject subject, WhenBusy busy, Work<R> work) {
        return admission.whileHeld(() -> {
            List<OperationRecord> open = open(subject.runtime().orElseThrow());
            if (subject.kind() == OperationKind.STOP) {
                refuse(only(open, SWITCHING), subject, busy);
                only(open, STARTING)
                        .forEach(record ->
                                queue.registry().follow(record.status().id()).cancel());
            } else {
                refuse(open, subject, busy);
            }
            return queue.submit(subject, work);
        });
    }

    /**
     * Does something while no other process works on the runtime.
     *
     * @param runtime its id
     * @param operation who waits for that
     * @param action what to do
     * @param <T> what it yields
     * @return its result
     */
    public <T> T within(String runtime, WorkContext operation, Supplier<T> action) {
        LaneLease lane = LaneLease.acquire(laneDirectory, laneOf(runtime), clock, operation);
        try {
            return action.get();
        } finally {
            lane.close();
        }
    }

    /**
     * The operations that hold a runtime or wait for it, in any process.
     *
     * @param runtime its id
     * @return newest first
     */
    public List<OperationRecord> open(String runtime) {
        return journal.all().stream()
                .filter(record -> HELD_BY.contains(record.status().kind())
                        && record.status().runtime().equals(Optional.of(runtime))
                        && record.isLive())
                .toList();
    }

    private static List<OperationRecord> only(List<OperationRecord> open, Set<OperationKind> kinds) {
        return open.stream()
                .filter(record -> kinds.contains(record.status().kind()))
                .toList();
    }

    private static void refuse(List<OperationRecord> open, OperationSubject subject, WhenBusy busy) {
        if (open.isEmpty() || busy == WhenBusy.WAIT) {
            return;
        }
        OperationRecord holder = open.get(open.size() - 1);
        String kind = holder.status().kind().name().toLowerCase(Locale.ROOT);
        throw new VenomException(
                ErrorCode.RUNTIME_BUSY,
                "The runtime " + subject.runtime().orElseThrow() + " is busy: the " + kind + " "
                        + holder.status().id() + " ("
                        + holder.status().phase() + ") of "
                        + holder.owner().map(ProcessIdentity::toString).orElse("another process") + " is open.",
                "Wait for it, ask with --wait to queue behind it, or cancel it: 'cancel "
                        + holder.status().id() + "'.");
    }
}
