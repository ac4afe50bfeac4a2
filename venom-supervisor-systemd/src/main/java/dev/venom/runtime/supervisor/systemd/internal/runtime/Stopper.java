package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.supervisor.systemd.internal.manager.Interruption;
import dev.venom.runtime.supervisor.systemd.internal.manager.JobOutcome;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a unit, and sees that nothing of it is left. Immutable. */
final class Stopper {
    private static final Logger LOG = LoggerFactory.getLogger(Stopper.class);

    /** How long systemd may need once everything was killed. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    /** How long an engine of containers may need to give a port back. */
    private static final Duration RELEASE = Duration.ofSeconds(3);

    private static final long PAUSE_MILLIS = 100;

    private final ManagedUnit subject;
    private final UnitStateCache level;
    private final UnitProcesses processes;
    private final Jobs jobs;
    private final LeftoverProcesses leftovers;
    private final PortGuard port;

    Stopper(ManagedUnit subject, UnitStateCache level, UnitProcesses processes) {
        this.subject = subject;
        this.level = level;
        this.processes = processes;
        this.jobs = new Jobs(subject, level);
        this.leftovers = new LeftoverProcesses(subject, level, processes);
        this.port = new PortGuard(subject);
    }

    void stop(Duration limit) {
        try {
            UnitState state = level.refreshed();
            List<ProcessRef> known = processes.of(state);
            // One that counts as active although its program has ended is stopped, too.
            if (state.active().equals("active") || state.isUp() || state.awaitsRestart() || state.isMoving()) {
                stopUnit(limit);
            }
            leftovers.end(known);
            tidy();
            requirePort(known);
        } catch (ManagerException refusal) {
            throw ManagerErrors.of(refusal, "stopped", subject);
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

    /**
     * Whoever had the port before the unit began is a stranger, and the next start will say so. Who came after it may
     * well be what the unit started elsewhere, such as a container.
     */
    private void requirePort(List<ProcessRef> known) {
        long deadline = System.nanoTime() + RELEASE.toNanos();
        Optional<PortHolder> holder = port.holder();
        while (holder.filter(one -> cameAfter(one, known)).isPresent() && System.nanoTime() < deadline) {
            pause();
            holder = port.holder();
        }
        if (holder.filter(one -> cameAfter(one, known)).isPresent()) {
            throw new VenomException(
                    ErrorCode.RUNTIME_STUCK,
                    "The unit " + subject.unit() + " has stopped, but port "
                            + holder.get().port() + " of the runtime " + subject.id() + " is held by "
                            + port.inWords(holder.get()) + ", which is none of its processes",
                    "End that process: it is what the unit started elsewhere, such as a container (docker ps, docker"
                            + " stop), or another program that took the port");
        }
        holder.ifPresent(this::tellHolder);
    }

    private static boolean cameAfter(PortHolder holder, List<ProcessRef> known) {
        return holder.process()
                .map(ProcessEntry::ref)
                .filter(ref ->
                        !known.isEmpty() && ref.startTicks() >= known.get(0).startTicks())
                .isPresent();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interruption) {
            throw Interruption.of(interruption);
        }
    }

    private void tellHolder(PortHolder holder) {
        LOG.warn("Stopped, but the port has another holder runtime={} port={}", subject.id(), holder.port());
    }
}
