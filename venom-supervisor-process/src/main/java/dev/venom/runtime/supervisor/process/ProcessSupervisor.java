package dev.venom.runtime.supervisor.process;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.supervisor.process.internal.launch.Tools;
import dev.venom.runtime.supervisor.process.internal.linux.ExitNotifier;
import dev.venom.runtime.supervisor.process.internal.linux.Signals;
import dev.venom.runtime.supervisor.process.internal.record.RecordStore;
import dev.venom.runtime.supervisor.process.internal.record.RuntimeRecord;
import dev.venom.runtime.supervisor.process.internal.runtime.ChildProcesses;
import dev.venom.runtime.supervisor.process.internal.runtime.ChildRuntime;
import dev.venom.runtime.supervisor.process.internal.runtime.ProcessServices;
import dev.venom.runtime.supervisor.process.internal.tree.Identity;
import dev.venom.runtime.supervisor.process.internal.tree.ProcessSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs runtimes as child processes. A runtime leads a session of its own, writes its output straight to its
 * log, and outlives its host, unless its description says otherwise: the next host finds it by its identity
 * (number, start and boot) and goes on with it.
 *
 * <p>Linux only: it needs {@code /proc}, {@code setsid} and {@code sh}. Thread-safe.
 */
public final class ProcessSupervisor implements RuntimeSupervisor {
    private static final String ID = "process";
    private static final Duration SETTLING = Duration.ofMillis(500);

    private final Tools tools;
    private final Duration settling;
    private final ExitNotifier exits = new ExitNotifier();
    private final ChildProcesses children = new ChildProcesses();
    private Optional<ProcessSnapshots> snapshots = Optional.empty();

    /** Made by {@link java.util.ServiceLoader}; does nothing yet. */
    public ProcessSupervisor() {
        this(Tools.ofHost(), SETTLING);
    }

    ProcessSupervisor(Tools tools, Duration settling) {
        this.tools = tools;
        this.settling = settling;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fit fit(RuntimeSpec spec, SupervisorContext context) {
        boolean elsewhere = spec.supervision() == RuntimeSpec.Supervision.SYSTEMD
                || spec.supervision() == RuntimeSpec.Supervision.EXTERNAL;
        if (spec.command().isEmpty() || elsewhere) {
            return Fit.NONE;
        }
        boolean ours = new RecordStore(spec.id(), context.memory(spec.id()))
                .load()
                .flatMap(RuntimeRecord::identity)
                .map(Identity::lead)
                .filter(context.processes()::isAlive)
                .isPresent();
        return ours ? Fit.NATURAL : Fit.POSSIBLE;
    }

    @Override
    public SupervisedRuntime attach(RuntimeSpec spec, SupervisorContext context) {
        ProcessTable processes = context.processes();
        ProcessServices services =
                new ProcessServices(tools, snapshotsOf(processes), new Signals(processes), exits, children, settling);
        return new ChildRuntime(spec, context, services);
    }

    @Override
    public List<Verdict> examine(SupervisorContext context) {
        boolean seesProcesses = !context.processes().processes().isEmpty();
        return List.of(
                seesProcesses
                        ? Verdict.ok("processes", "/proc shows the processes of this host")
                        : Verdict.warn(
                                "processes", "/proc shows no processes: nothing can run as a child process here"),
                toolsVerdict());
    }

    private Verdict toolsVerdict() {
        try {
            return Verdict.ok("child-processes", "started through " + tools.setsid() + " and " + tools.shell());
        } catch (VenomException missing) {
            return Verdict.warn("child-processes", missing.getMessage() + " " + missing.hint());
        }
    }

    /** One look serves all runtimes, where they have the same table. */
    private synchronized ProcessSnapshots snapshotsOf(ProcessTable processes) {
        ProcessSnapshots shared = snapshots
                .filter(known -> known.processes() == processes)
                .orElseGet(() -> new ProcessSnapshots(processes));
        snapshots = Optional.of(shared);
        return shared;
    }

    @Override
    public void close() {
        exits.close();
    }
}
