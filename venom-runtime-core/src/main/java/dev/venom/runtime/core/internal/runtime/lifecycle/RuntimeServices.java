package dev.venom.runtime.core.internal.runtime.lifecycle;

import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.install.AbandonedOperations;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.registry.RuntimeRegistry;
import dev.venom.runtime.core.internal.runtime.state.BestEffortWrite;
import dev.venom.runtime.core.internal.runtime.state.LifecycleState;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange.Change;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What works on runtimes share. Immutable.
 *
 * @param registry the runtimes
 * @param files what is remembered of them
 * @param lanes whose turn it is
 * @param control brings them up and down
 * @param left what dead processes left open
 * @param unfinished ends what an activation left half done
 * @param statuses says how a runtime is
 * @param changed is told of each runtime to which something has happened
 */
public record RuntimeServices(
        RuntimeRegistry registry,
        RuntimeFiles files,
        RuntimeLanes lanes,
        RuntimeControl control,
        AbandonedOperations left,
        UnfinishedActivations unfinished,
        Function<KnownRuntime, RuntimeStatus> statuses,
        Consumer<String> changed) {
    private static final Set<OperationKind> ENDED_WITH_THEIR_PROCESS =
            EnumSet.of(OperationKind.START, OperationKind.STOP, OperationKind.RESTART);

    /**
     * Does something to a runtime while nobody else does, once what others left half done is settled.
     *
     * @param runtime the runtime
     * @param operation for whom
     * @param action what to do
     * @param <T> what it yields
     * @return its result
     */
    public <T> T inLane(KnownRuntime runtime, WorkContext operation, Supplier<T> action) {
        return inLaneAsLeft(runtime, operation, () -> {
            unfinished.recover(runtime, operation);
            return action.get();
        });
    }

    /**
     * Does something to a runtime while nobody else does. What an activation left half done is still so: the action has
     * to settle it, or to take the runtime down and put it back.
     *
     * @param runtime the runtime
     * @param operation for whom
     * @param action what to do
     * @param <T> what it yields
     * @return its result
     */
    public <T> T inLaneAsLeft(KnownRuntime runtime, WorkContext operation, Supplier<T> action) {
        return lanes.within(runtime.id(), operation, () -> {
            left.close(runtime.id(), ENDED_WITH_THEIR_PROCESS, "Another operation on the runtime followed it.");
            try {
                return action.get();
            } finally {
                nothingUnderWay(runtime, operation);
            }
        });
    }

    /** Whatever it did to the runtime, from now on it does nothing: also where it leaves something to the next one. */
    private void nothingUnderWay(KnownRuntime runtime, WorkContext operation) {
        boolean left = files.read(runtime.id())
                .lifecycle()
                .underWay()
                .filter(work -> work.operation().equals(operation.id()))
                .isPresent();
        if (left) {
            BestEffortWrite.write(
                    runtime.id(), () -> lifecycle(runtime, lifecycle -> lifecycle.withUnderWay(Optional.empty())));
        }
    }

    /**
     * Takes a runtime down, for all to see, and puts back what an activation left half done: its model was on its way up
     * or the former one on its way down, and now neither is there.
     *
     * @param runtime the runtime
     * @param operation for whom
     */
    void takeDown(KnownRuntime runtime, WorkContext operation) {
        changing(runtime, Change.STOPPING, operation, () -> control.takeDown(runtime, operation));
        unfinished.restore(runtime, operation);
    }

    /**
     * Does something to a runtime, for all to see.
     *
     * @param runtime the runtime
     * @param change what becomes of it meanwhile
     * @param operation for whom
     * @param action what to do
     */
    public void changing(KnownRuntime runtime, Change change, WorkContext operation, Runnable action) {
        OngoingChange work = new OngoingChange(change, operation.id(), ProcessIdentity.current());
        lifecycle(runtime, lifecycle -> lifecycle.withUnderWay(Optional.of(work)));
        try {
            action.run();
        } finally {
            lifecycle(runtime, lifecycle -> lifecycle.withUnderWay(Optional.empty()));
        }
    }

    /**
     * Changes what is wanted of a runtime, or how it has behaved.
     *
     * @param runtime the runtime
     * @param change the change
     */
    public void lifecycle(KnownRuntime runtime, UnaryOperator<LifecycleState> change) {
        files.update(runtime.id(), memory -> memory.withLifecycle(change));
        changed.accept(runtime.id());
    }

    /**
     * How a runtime is now.
     *
     * @param runtime the runtime
     * @return its status
     */
    public RuntimeStatus status(KnownRuntime runtime) {
        return statuses.apply(runtime);
    }
}
