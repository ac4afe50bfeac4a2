package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.supervisor.systemd.internal.manager.JobOutcome;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitManager;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/** Has jobs done, and learns how they ended even if the bus is lost while they run. Immutable. */
final class Jobs {
    private final ManagedUnit subject;
    private final UnitStateCache level;

    Jobs(ManagedUnit subject, UnitStateCache level) {
        this.subject = subject;
        this.level = level;
    }

    JobOutcome start(Duration limit) {
        return run(manager -> manager.start(subject.unit(), limit), UnitState::isUp, limit);
    }

    JobOutcome stop(Duration limit) {
        return run(
                manager -> manager.stop(subject.unit(), limit),
                state -> !state.isUp() && !state.awaitsRestart(),
                limit);
    }

    /** A job goes on without the bus that it was begun over: the unit shows what became of it. */
    private JobOutcome run(Function<UnitManager, JobOutcome> job, Predicate<UnitState> goal, Duration limit) {
        UnitManager manager = subject.access().manager();
        try {
            return job.apply(manager);
        } catch (ManagerException failure) {
            if (failure.reason() != ManagerException.Reason.UNREACHABLE
                    || !subject.access().isAvailable()) {
                throw failure;
            }
            UnitState state = level.await(now -> goal.test(now) || now.isFailed(), limit);
            if (goal.test(state)) {
                return JobOutcome.DONE;
            }
            return state.isMoving() ? JobOutcome.UNFINISHED : new JobOutcome("failed");
        }
    }
}
