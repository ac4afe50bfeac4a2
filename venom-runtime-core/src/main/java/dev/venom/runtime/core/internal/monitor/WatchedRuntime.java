package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A runtime that is watched, and what was told of it last. Thread-safe. */
final class WatchedRuntime {
    private final MonitoredRuntime runtime;
    private final Memory memory;

    /** What stays when the runtime is described anew. */
    private record Memory(
            AtomicReference<Optional<RuntimeStatus>> latest,
            AtomicLong dueNanos,
            BusyFlag looking,
            BusyFlag glancing,
            BusyFlag proving) {}

    /**
     * In what a status differs from the one before. Immutable.
     *
     * @param worthTelling whether it differs in more than figures that drift
     * @param raised limits that are passed now and were not
     * @param cleared limits that were passed and are kept again
     */
    record Change(boolean worthTelling, List<Alert.Resource> raised, List<Alert.Resource> cleared) {}

    WatchedRuntime(MonitoredRuntime runtime) {
        this(
                runtime,
                new Memory(
                        new AtomicReference<>(Optional.empty()),
                        new AtomicLong(System.nanoTime()),
                        new BusyFlag(),
                        new BusyFlag(),
                        new BusyFlag()));
    }

    private WatchedRuntime(MonitoredRuntime runtime, Memory memory) {
        this.runtime = runtime;
        this.memory = memory;
    }

    /** The same, described anew. */
    WatchedRuntime as(MonitoredRuntime other) {
        return new WatchedRuntime(other, memory);
    }

    MonitoredRuntime runtime() {
        return runtime;
    }

    Optional<RuntimeStatus> latest() {
        return memory.latest().get();
    }

    /** A slow runtime is not asked twice at once. */
    BusyFlag looking() {
        return memory.looking();
    }

    BusyFlag glancing() {
        return memory.glancing();
    }

    BusyFlag proving() {
        return memory.proving();
    }

    /** Whether it is time for the next look; the first is at a random moment of the interval. */
    boolean isDue(long nowNanos, Duration interval) {
        long due = memory.dueNanos().get();
        if (nowNanos - due < 0) {
            return false;
        }
        boolean late = nowNanos - due > interval.toNanos();
        long wait =
                late ? ThreadLocalRandom.current().nextLong(interval.toNanos()) : interval.toNanos() - (nowNanos - due);
        return memory.dueNanos().compareAndSet(due, nowNanos + wait);
    }

    /** Takes note of a status. */
    Change note(RuntimeStatus status) {
        Optional<RuntimeStatus> before = memory.latest().getAndSet(Optional.of(status));
        List<Alert.Resource> then = before.map(WatchedRuntime::resources).orElse(List.of());
        List<Alert.Resource> now = resources(status);
        return new Change(
                before.isEmpty() || !SignificantStatus.of(before.get()).equals(SignificantStatus.of(status)),
                now.stream().filter(resource -> !then.contains(resource)).toList(),
                then.stream().filter(resource -> !now.contains(resource)).toList());
    }

    private static List<Alert.Resource> resources(RuntimeStatus status) {
        return status.alerts().stream().map(Alert::resource).toList();
    }
}
