package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.supervisor.systemd.internal.manager.JobOutcome;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a unit, and sees that nothing of it is left. Immutable. */
final class Stopper {
    private static final Logger LOG = LoggerFactory.getLogger(Stopper.class);

    /** How long systemd may need once everything was killed. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final Subject subject;
    private final UnitLevel level;
    private final UnitProcesses processes;
    private final Jobs jobs;
    private final Leftovers leftovers;
    private final PortGuard port;

    Stopper(Subject subject, UnitLevel level, UnitProcesses processes) {
        this.subject = subject;
        this.level = level;
        this.processes = processes;
        this.jobs = new Jobs(subject, level);
        this.leftovers = new Leftovers(subject, level, processes);
        this.port = new PortGuard(subject);
    }

    void stop(Duration limit) {
        try {
            UnitState state = level.refreshed();
            List<ProcessRef> known = processes.of(state);
            if (state.isUp() || state.awaitsRestart() || state.isMoving()) {
                stopUnit(limit);
            }
            leftovers.end(known);
            tidy();
            port.holder().ifPresent(this::tellHolder);
        } catch (ManagerException refusal) {
            throw Refusals.of(refusal, "stopped", subject);
        }
    }

    private void stopUnit(Duration limit) {
        JobOutcome outcome = jobs.stop(limit);
        if (outcome.isUnfinished()) {
            LOG.warn(
                    "Not stopped in time, killing runtime={} unit={} seconds={}",
                    subject.id(),
                    subject.unit(),
                    limit.toSeconds());
            subject.access().manager().kill(subject.unit());
            level.await(state -> !state.isUp() && !state.isMoving(), AFTER_KILL);
        }
        LOG.info("Stopped runtime={} unit={}", subject.id(), subject.unit());
    }

    /** A unit that had to be killed, or returned something odd, is failed although it was asked to end. */
    private void tidy() {
        if (level.refreshed().isFailed()) {
            try {
                subject.access().manager().resetFailed(subject.unit());
            } catch (ManagerException refusal) {
                LOG.debug("Stays failed unit={}: {}", subject.unit(), refusal.getMessage());
            }
            level.doubt();
        }
    }

    /** Nothing of the runtime is left: whoever has the port now is a stranger, and the next start will say so. */
    private void tellHolder(PortHolder holder) {
        LOG.warn("Stopped, but the port has another holder runtime={} port={}", subject.id(), holder.port());
    }
}
