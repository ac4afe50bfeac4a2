package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.plugin.PlugInCall;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A supervisor's handle on a runtime that also follows what other processes do: where one of them changed what
 * the supervisor remembers, the runtime is taken in hand anew, watchers included. Thread-safe.
 */
final class AttachedRuntime implements SupervisedRuntime {
    private final ReentrantLock lock = new ReentrantLock();
    private final RuntimeSpec spec;
    private final RuntimeSupervisor supervisor;
    private final TrackedMemory memory;
    private final SupervisorContext context;
    private final PlugInCall call;
    private final Map<Consumer<Observation>, Optional<Watch>> watchers = new HashMap<>();
    private Optional<SupervisedRuntime> handle = Optional.empty();

    AttachedRuntime(RuntimeSpec spec, RuntimeSupervisor supervisor, HostSupervisorContext material) {
        this.spec = spec;
        this.supervisor = supervisor;
        this.memory = new TrackedMemory(material.memory(spec.id()));
        this.context = material.with(memory);
        this.call = Supervisors.callOf(supervisor);
    }

    boolean isFor(RuntimeSpec otherSpec, RuntimeSupervisor otherSupervisor) {
        return spec == otherSpec && supervisor == otherSupervisor;
    }

    @Override
    public Observation observe() {
        return call.get(() -> current().observe());
    }

    @Override
    public void requireStartable(LaunchPlan plan) {
        call.run(() -> current().requireStartable(plan));
    }

    @Override
    public void start(LaunchPlan plan) {
        call.run(() -> current().start(plan));
    }

    @Override
    public void stop(Duration limit) {
        call.run(() -> current().stop(limit));
    }

    @Override
    public List<String> logTail(int lines) {
        return call.get(() -> current().logTail(lines));
    }

    @Override
    public List<String> details() {
        return call.get(() -> current().details());
    }

    @Override
    public Watch watch(Consumer<Observation> watcher) {
        SupervisedRuntime attached = call.get(this::current);
        lock.lock();
        try {
            watchers.put(watcher, Optional.of(attached.watch(watcher)));
        } finally {
            lock.unlock();
        }
        return () -> unwatch(watcher);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            List.copyOf(watchers.keySet()).forEach(this::unwatch);
            detach();
        } finally {
            lock.unlock();
        }
    }

    private SupervisedRuntime current() {
        lock.lock();
        try {
            if (handle.isPresent() && !memory.isChangedByOthers()) {
                return handle.get();
            }
            detach();
            memory.accept();
            SupervisedRuntime attached = supervisor.attach(spec, context);
            handle = Optional.of(attached);
            watchers.replaceAll((watcher, former) -> Optional.of(attached.watch(watcher)));
            return attached;
        } finally {
            lock.unlock();
        }
    }

    private void detach() {
        watchers.replaceAll((watcher, watch) -> {
            watch.ifPresent(Watch::close);
            return Optional.empty();
        });
        handle.ifPresent(SupervisedRuntime::close);
        handle = Optional.empty();
    }

    private void unwatch(Consumer<Observation> watcher) {
        lock.lock();
        try {
            Optional<Watch> watch = watchers.remove(watcher);
            if (watch != null) {
                watch.ifPresent(Watch::close);
            }
        } finally {
            lock.unlock();
        }
    }
}
