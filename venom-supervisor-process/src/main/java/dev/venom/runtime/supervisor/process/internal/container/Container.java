package dev.venom.runtime.supervisor.process.internal.container;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.supervisor.process.internal.launch.PortCheck;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The container of a runtime whose command is the client of an engine. Its processes are the engine's children, and
 * bear no mark: they are found through the engine, and ended through it. Thread-safe.
 */
public final class Container {
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int SHORT_MARK = 8;
    private static final Pattern FORWARDER =
            Pattern.compile("^(?:\\S*/)?(?:docker-proxy|rootlessport|rootlesskit|pasta(?:\\.\\w+)?|slirp4netns)\\b");

    private final Engine engine;
    private final PortCheck port;
    private final ProcessTable processes;
    private Optional<ProcessRef> first = Optional.empty();
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long nextLook = System.nanoTime();

    private Container(Engine engine, PortCheck port, ProcessTable processes) {
        this.engine = engine;
        this.port = port;
        this.processes = processes;
    }

    /** The container of a runtime that was started with a mark; empty where its command runs none that has a name. */
    public static Optional<Container> of(RuntimeSpec spec, LaunchMark mark, PortCheck port, ProcessTable processes) {
        return RunCommand.of(spec.command())
                .map(command -> command.named(name(spec, mark)))
                .flatMap(command -> command.name()
                        .map(name -> new Container(
                                new Engine(command.client(), name, spec.environment()), port, processes)));
    }

    /**
     * A plan whose container can be found again.
     *
     * @throws VenomException INVALID_REQUEST where its command leaves the container to the engine
     */
    public static LaunchPlan named(LaunchPlan plan, LaunchMark mark) {
        Optional<RunCommand> command = RunCommand.of(plan.command());
        if (command.filter(RunCommand::detached).isPresent()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The command of the runtime " + plan.spec().id()
                            + " leaves its container to the engine (-d): what it starts could not be supervised.",
                    "Leave -d out (--detach): the container then runs in the foreground, and is stopped through its"
                            + " engine.");
        }
        return command.map(run -> run.named(name(plan.spec(), mark)).words())
                .map(words -> new LaunchPlan(
                        plan.spec(),
                        words,
                        plan.environment(),
                        plan.environmentFile(),
                        plan.workingDirectory(),
                        plan.logFile()))
                .orElse(plan);
    }

    /** One name for each start: a container that was left keeps its own. */
    private static String name(RuntimeSpec spec, LaunchMark mark) {
        String unique = mark.marker().substring(mark.marker().lastIndexOf(':') + 1);
        return "venom-" + spec.id().replaceAll("[^A-Za-z0-9_.-]", "-") + "-"
                + unique.substring(0, Math.min(SHORT_MARK, unique.length()));
    }

    /**
     * The first process of the container, where it runs on this host. The engine is asked now and then until it is
     * known.
     *
     * @param leader the client: nothing that began before it can be its own
     */
    public synchronized Optional<ProcessRef> firstProcess(ProcessRef leader) {
        if (first.filter(processes::isAlive).isPresent()) {
            return first;
        }
        first = Optional.empty();
        if (System.nanoTime() - nextLook >= 0) {
            first = engine.look().flatMap(seen -> here(seen, leader));
            nextLook = System.nanoTime() + pauseNanos;
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
        }
        return first;
    }

    /** Who passes its port on to it: such a helper of the engine listens in its place. */
    public Optional<ProcessRef> forwarder(ProcessRef leader) {
        return port.holder()
                .flatMap(PortHolder::process)
                .filter(entry -> entry.ref().startTicks() >= leader.startTicks())
                .filter(entry -> FORWARDER.matcher(entry.commandLine()).find())
                .map(ProcessEntry::ref);
    }

    /** Asks the engine to stop it; whether it did. */
    public boolean stop(Duration limit) {
        return engine.stop(limit) || engine.kill();
    }

    /** An engine may run elsewhere, or in a machine of its own: its numbers of processes are not this host's then. */
    private Optional<ProcessRef> here(Engine.Seen seen, ProcessRef leader) {
        return processes
                .find(seen.pid())
                .filter(ProcessEntry::isAlive)
                .map(ProcessEntry::ref)
                .filter(ref -> ref.startTicks() >= leader.startTicks())
                .filter(ref -> isInGroupOf(ref, seen.id()) || holdsPort(ref));
    }

    private boolean isInGroupOf(ProcessRef process, String id) {
        return !id.isEmpty()
                && processes
                        .controlGroup(process)
                        .filter(group -> group.contains(id))
                        .isPresent();
    }

    private boolean holdsPort(ProcessRef process) {
        List<ProcessEntry> all = processes.processes();
        Optional<ProcessEntry> holder = port.holder().flatMap(PortHolder::process);
        while (holder.isPresent() && !holder.get().ref().equals(process)) {
            long parent = holder.get().parentPid();
            holder = all.stream()
                    .filter(entry -> entry.ref().pid() == parent && parent > 1)
                    .findFirst();
        }
        return holder.isPresent();
    }
}
