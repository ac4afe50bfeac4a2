package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.supervisor.systemd.internal.manager.Interruption;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what is left of a unit that does not run: a {@code KillMode} of {@code process} or {@code none} leaves
 * workers, and so does a kernel that cannot end one. Immutable.
 */
final class LeftoverProcesses {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverProcesses.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;

    private final ManagedUnit subject;
    private final UnitStateCache level;
    private final UnitProcesses processes;

    LeftoverProcesses(ManagedUnit subject, UnitStateCache level, UnitProcesses processes) {
        this.subject = subject;
        this.level = level;
        this.processes = processes;
    }

    /**
     * Returns when none is alive.
     *
     * @param known processes that were in the unit, wherever they are now
     * @throws VenomException RUNTIME_STUCK, naming those that do not end
     */
    void end(List<ProcessRef> known) {
        List<ProcessRef> left = living(known);
        if (left.isEmpty()) {
            return;
        }
        LOG.warn("Ending what is left runtime={} unit={} pids={}", subject.id(), subject.unit(), pids(left));
        killUnit();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw stuck(left);
            }
            left.forEach(this::kill);
            pause();
            left = living(known);
        }
    }

    private List<ProcessRef> living(List<ProcessRef> known) {
        ProcessTable table = subject.context().processes();
        UnitState state = level.refreshed();
        return Stream.concat(known.stream().filter(table::isAlive), processes.of(state).stream())
                .distinct()
                .toList();
    }

    private void killUnit() {
        try {
            subject.access().manager().kill(subject.unit());
        } catch (ManagerException refusal) {
            LOG.debug("systemd does not kill unit={}: {}", subject.unit(), refusal.getMessage());
        }
    }

    /** systemd kills nothing of a unit that does not run; whoever may signals the process itself. */
    private void kill(ProcessRef process) {
        if (subject.context().processes().isAlive(process)) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private VenomException stuck(List<ProcessRef> left) {
        String names = left.stream()
                .flatMap(ref -> subject.context().processes().find(ref.pid()).stream())
                .map(entry -> entry.ref().pid() + " (" + entry.commandLine() + ", state " + entry.state() + ")")
                .collect(Collectors.joining(", "));
        return new VenomException(
                ErrorCode.RUNTIME_STUCK,
                "Processes of the runtime " + subject.id() + " cannot be ended: " + names,
                "A process in state D waits for a device: look at the kernel's log, or start the machine again");
    }

    private static String pids(List<ProcessRef> left) {
        return left.stream().map(ref -> Long.toString(ref.pid())).collect(Collectors.joining(","));
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interruption) {
            throw Interruption.of(interruption);
        }
    }
}
