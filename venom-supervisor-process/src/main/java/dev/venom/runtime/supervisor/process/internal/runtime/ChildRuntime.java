package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import dev.venom.runtime.supervisor.process.internal.container.Container;
import dev.venom.runtime.supervisor.process.internal.launch.Launcher;
import dev.venom.runtime.supervisor.process.internal.launch.PortCheck;
import dev.venom.runtime.supervisor.process.internal.output.LogTail;
import dev.venom.runtime.supervisor.process.internal.record.RecordStore;
import dev.venom.runtime.supervisor.process.internal.record.RuntimeRecord;
import dev.venom.runtime.supervisor.process.internal.stop.Termination;
import dev.venom.runtime.supervisor.process.internal.tree.LaunchMark;
import dev.venom.runtime.supervisor.process.internal.tree.RuntimeTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A runtime that is a child process of this host or of an earlier one. Thread-safe. */
public final class ChildRuntime implements SupervisedRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ChildRuntime.class);

    private static final Duration RELEASE = Duration.ofSeconds(3);

    private final RuntimeSpec spec;
    private final ProcessServices services;
    private final Executor background;
    private final RuntimeLifecycle lifecycle;
    private final Termination ending;
    private final PortCheck port;
    private final LeaderExit leaderExit;
    private final Watchers watchers;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Path logFile;
    private Optional<LaunchMark> containersMark = Optional.empty();
    private Optional<Container> container = Optional.empty();
    private Observation told;

    /**
     * Takes a runtime in hand; starts and signals nothing.
     *
     * @param spec the description
     * @param context what there is to work with
     * @param services what all runtimes share
     */
    public ChildRuntime(RuntimeSpec spec, SupervisorContext context, ProcessServices services) {
        this.spec = spec;
        this.services = services;
        this.background = context.background();
        this.lifecycle = new RuntimeLifecycle(
                spec,
                new RecordStore(spec.id(), context.memory(spec.id())),
                services.snapshots(),
                services.children(),
                context.clock());
        this.port = new PortCheck(spec, context.processes());
        this.ending = new Termination(spec.id(), port, context.processes(), services.signals());
        this.leaderExit = new LeaderExit(services.exits(), services.snapshots());
        this.watchers = new Watchers(background);
        this.logFile = context.logFile(spec.id());
        lookForContainer();
        this.told = Observations.of(lifecycle, lifecycle.refresh());
    }

    @Override
    public Observation observe() {
        lookForContainer();
        boolean led = lifecycle.refresh();
        Observation now = Observations.of(lifecycle, led);
        tell(now);
        if (now.processes().isEmpty()) {
            releaseGuard();
        }
        return now;
    }

    @Override
    public void requireStartable(LaunchPlan plan) {
        new Launcher(services.tools()).requireStartable(plan);
    }

    @Override
    public void start(LaunchPlan plan) {
        changing.lock();
        try {
            logFile = plan.logFile();
            if (lifecycle.refresh() && !lifecycle.hasLostItsHost()) {
                return;
            }
            endWhatIsLeft();
            port.requireFree();
            LOG.info("{} is started as a child process, its output in {}", spec.id(), logFile);
            new Start(plan, lifecycle, services).run();
            LOG.info(
                    "{} runs as process {}",
                    spec.id(),
                    lifecycle.current().leader().map(ProcessRef::pid).orElse(-1L));
        } finally {
            changing.unlock();
            watchLeader();
            observe();
        }
    }

    @Override
    public void stop(Duration limit) {
        changing.lock();
        try {
            lifecycle.refresh();
            if (lifecycle.tree().isPresent()) {
                LOG.info("{} is stopped", spec.id());
                stop(lifecycle.tree().get(), limit);
                LOG.info("{} has stopped", spec.id());
            } else if (lifecycle.current().standing().phase() != Phase.STOPPED) {
                lifecycle.empty("stopped as asked");
            }
            dismissGuard();
        } finally {
            changing.unlock();
            observe();
        }
    }

    /** A container's processes are the engine's children: unless they are looked for, they are nobody's. */
    private void lookForContainer() {
        RuntimeRecord known = lifecycle.current();
        Phase phase = known.standing().phase();
        boolean mayRun = phase != Phase.STOPPED && phase != Phase.FAILED;
        if (mayRun && known.leader().isPresent()) {
            container(known).ifPresent(one -> look(one, known.leader().get()));
        }
    }

    private void look(Container one, ProcessRef leader) {
        Optional<ProcessRef> first = one.firstProcess(leader);
        if (first.isPresent() && lifecycle.adopt(first.get())) {
            one.forwarder(leader).ifPresent(lifecycle::adoptHelper);
        }
    }

    private Optional<Container> container(RuntimeRecord known) {
        synchronized (watchers) {
            if (!known.mark().equals(containersMark)) {
                containersMark = known.mark();
                container = known.mark()
                        .flatMap(mark -> Container.of(
                                spec, mark, port, services.snapshots().processes()));
            }
            return container;
        }
    }

    private void stop(RuntimeTree tree, Duration limit) {
        lifecycle.move(Phase.STOPPING, "being stopped");
        observe();
        try {
            end(tree, limit);
            requirePort(tree);
            lifecycle.empty("stopped as asked");
        } catch (VenomException failure) {
            boolean stuck = failure.code() == ErrorCode.RUNTIME_STUCK;
            lifecycle.move(lifecycle.refresh() && !stuck ? Phase.RUNNING : Phase.FAILED, failure.getMessage());
            throw failure;
        }
    }

    /** Whoever has its port now is left alone; but where he came after it, he may well be what it started. */
    private void requirePort(RuntimeTree tree) {
        Optional<String> holder = port.awaitRelease(tree.identity().leader(), RELEASE);
        if (holder.isPresent()) {
            throw new VenomException(
                    ErrorCode.RUNTIME_STUCK,
                    "The processes of the runtime " + spec.id() + " have ended, but " + holder.get()
                            + ", which is none of them.",
                    "End that process: it is what the command started elsewhere, such as a container whose client was"
                            + " killed (docker ps, docker stop), or another program that took the port.");
        }
    }

    /** Workers of a leader that is dead, or a whole runtime that is being ended because its host is gone. */
    private void endWhatIsLeft() {
        lifecycle.tree().ifPresent(tree -> end(tree, spec.stopTimeout()));
        dismissGuard();
    }

    /** Awaits the leader by itself: whoever lets go of this handle meanwhile interrupts nothing. */
    private void end(RuntimeTree tree, Duration limit) {
        long begun = System.nanoTime();
        container(lifecycle.current()).ifPresent(one -> stop(one, limit));
        Duration left = limit.minusNanos(System.nanoTime() - begun);
        CompletableFuture<?> exit = leaderExit.alone(tree.identity().lead(), lifecycle.child());
        try {
            ending.end(tree, exit, left.isNegative() ? Duration.ZERO : left);
        } finally {
            exit.cancel(false);
        }
    }

    /** Asked through its client alone, a container may be left: the client's own end changes nothing for it. */
    private void stop(Container one, Duration limit) {
        if (!one.stop(limit)) {
            LOG.debug("{}: its engine did not stop the container", spec.id());
        }
    }

    private void dismissGuard() {
        services.children().dismissGuard(spec.id());
    }

    private void await(RuntimeTree tree) {
        leaderExit.await(tree.identity().lead(), lifecycle.child(), this::leaderEnded);
    }

    /** Called where the end is noticed: what follows reads and writes files. */
    private void leaderEnded() {
        try {
            background.execute(this::observe);
        } catch (RejectedExecutionException ended) {
            LOG.debug("The host ends: the end of {} is left to the next", spec.id());
        }
    }

    /** Sends the guard away once nobody is left, whoever ended them; while it is being changed, that is seen to there. */
    private void releaseGuard() {
        if (services.children().isGuarded(spec.id()) && changing.tryLock()) {
            try {
                if (lifecycle.tree().map(RuntimeTree::now).orElse(List.of()).isEmpty()) {
                    dismissGuard();
                }
            } finally {
                changing.unlock();
            }
        }
    }

    private void watchLeader() {
        lifecycle.tree().filter(RuntimeTree::hasLead).ifPresent(this::await);
    }

    private void tell(Observation now) {
        synchronized (watchers) {
            boolean same = told.phase() == now.phase()
                    && told.exitCode().equals(now.exitCode())
                    && leaderIn(told).equals(leaderIn(now));
            if (same) {
                return;
            }
            told = now;
            watchers.tell(now);
        }
        if (!watchers.isEmpty()) {
            watchLeader();
        }
    }

    private static Optional<ProcessRef> leaderIn(Observation observation) {
        return observation.processes().stream().findFirst();
    }

    @Override
    public List<String> logTail(int lines) {
        return new LogTail(logFile).last(lines);
    }

    @Override
    public List<String> details() {
        RuntimeRecord record = lifecycle.current();
        List<String> lines = new ArrayList<>();
        lines.add("supervised as a child process, " + (record.endsWith().isPresent() ? "ends with" : "outlives")
                + " its host");
        record.leader().ifPresent(leader -> lines.add("session " + leader.pid()));
        record.successor()
                .ifPresent(server -> lines.add("goes on as process " + server.pid() + ", the one started has ended"));
        record.mark().ifPresent(mark -> {
            lines.add("marker " + mark.marker());
            mark.titlePrefix().ifPresent(prefix -> lines.add("titles begin with " + prefix));
        });
        lines.add("output in " + logFile);
        return List.copyOf(lines);
    }

    @Override
    public Watch watch(Consumer<Observation> watcher) {
        Watch watch = watchers.add(watcher);
        watchLeader();
        return watch;
    }

    @Override
    public void close() {
        watchers.clear();
        leaderExit.close();
    }
}
