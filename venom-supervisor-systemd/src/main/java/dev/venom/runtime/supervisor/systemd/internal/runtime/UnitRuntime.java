package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import dev.venom.runtime.supervisor.systemd.internal.unit.UnitName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A runtime that is a unit of systemd. Thread-safe. */
public final class UnitRuntime implements SupervisedRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(UnitRuntime.class);

    private final ManagedUnit subject;
    private final UnitStateCache level;
    private final UnitProcesses processes;
    private final UnitLog log;
    private final WatchLoop loop;
    private final Instant attached;
    private final List<Consumer<Observation>> watchers = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<Observation>> told = new AtomicReference<>(Optional.empty());
    private volatile boolean stopping;

    /** Asks nobody anything yet. */
    public UnitRuntime(ManagedUnit subject, WatchLoop loop) {
        this.subject = subject;
        this.loop = loop;
        this.level = new UnitStateCache(subject.unit(), subject.access());
        this.processes = new UnitProcesses(subject.context().processes());
        this.log = new UnitLog(subject);
        this.attached = subject.context().clock().instant();
        loop.add(this);
    }

    /** The unit that it is. */
    String unit() {
        return subject.unit();
    }

    @Override
    public Observation observe() {
        Optional<String> problem = name().problem();
        if (problem.isPresent()) {
            return unseen(Phase.FAILED, problem.get());
        }
        try {
            return observation(level.current());
        } catch (ManagerException failure) {
            LOG.debug("Not observed unit={}: {}", subject.unit(), failure.getMessage());
            return level.known()
                    .map(this::observation)
                    .orElseGet(() -> unseen(Phase.STOPPED, "systemd cannot be asked: " + failure.getMessage()));
        }
    }

    private Observation observation(UnitState state) {
        Phase phase = UnitStateText.phase(state);
        // What fails while it is stopped does what was asked of it.
        Phase shown = stopping && phase == Phase.FAILED ? Phase.STOPPING : phase;
        return new Observation(
                shown,
                state.since().orElse(attached),
                UnitStateText.reason(subject.unit(), state),
                processes.of(state),
                state.controlGroup(),
                state.restarts(),
                state.exitCode());
    }

    private UnitName name() {
        return new UnitName(subject.unit());
    }

    private Observation unseen(Phase phase, String reason) {
        return new Observation(phase, attached, reason, List.of(), Optional.empty(), 0, OptionalInt.empty());
    }

    @Override
    public void start(LaunchPlan plan) {
        name().require(subject.id());
        new Starter(subject, level, processes, log).start(plan);
    }

    @Override
    public void stop(Duration limit) {
        if (name().problem().isPresent()) {
            return;
        }
        stopping = true;
        try {
            new Stopper(subject, level, processes).stop(limit);
        } finally {
            stopping = false;
            level.doubt();
            loop.wake();
        }
    }

    @Override
    public List<String> logTail(int lines) {
        if (name().problem().isPresent()) {
            return List.of();
        }
        try {
            return log.tail(lines, level.current());
        } catch (ManagerException failure) {
            throw ManagerErrors.of(failure, "read", subject);
        }
    }

    @Override
    public List<String> details() {
        if (name().problem().isPresent()) {
            return name().problem().stream().toList();
        }
        try {
            return UnitDetails.of(level.properties(), subject.access().manager().description());
        } catch (ManagerException failure) {
            return List.of("systemd cannot be asked: " + failure.getMessage());
        }
    }

    @Override
    public Watch watch(Consumer<Observation> watcher) {
        told.compareAndSet(Optional.empty(), Optional.of(observe()));
        watchers.add(watcher);
        loop.begin();
        return () -> watchers.remove(watcher);
    }

    /** Something may have changed. */
    void doubt() {
        level.doubt();
    }

    /** Tells the watchers if something has; called on the loop's thread. */
    void tell() {
        if (watchers.isEmpty()) {
            return;
        }
        Observation now = observe();
        Optional<Observation> before = told.getAndSet(Optional.of(now));
        if (before.filter(now::equals).isEmpty()) {
            watchers.forEach(watcher -> tell(watcher, now));
        }
    }

    private void tell(Consumer<Observation> watcher, Observation now) {
        try {
            watcher.accept(now);
        } catch (RuntimeException defect) {
            LOG.warn("A watcher failed runtime={}", subject.id(), defect);
        }
    }

    @Override
    public void close() {
        watchers.clear();
        loop.remove(this);
    }
}
