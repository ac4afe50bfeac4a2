package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A runtime that is watched, and what was told of it last. Thread-safe. */
final class Watched {
    private final MonitoredRuntime runtime;
    private final AtomicReference<Optional<RuntimeStatus>> latest;
    private final AtomicBoolean looking;

    Watched(MonitoredRuntime runtime) {
        this(runtime, new AtomicReference<>(Optional.empty()), new AtomicBoolean());
    }

    private Watched(MonitoredRuntime runtime, AtomicReference<Optional<RuntimeStatus>> latest, AtomicBoolean looking) {
        this.runtime = runtime;
        this.latest = latest;
        this.looking = looking;
    }

    /** The same, described anew. */
    Watched as(MonitoredRuntime other) {
        return new Watched(other, latest, looking);
    }

    MonitoredRuntime runtime() {
        return runtime;
    }

    Optional<RuntimeStatus> latest() {
        return latest.get();
    }

    /** False while an earlier look is still going on: a slow runtime is not asked twice at once. */
    boolean beginLook() {
        return looking.compareAndSet(false, true);
    }

    void endLook() {
        looking.set(false);
    }

    /** Takes note of a status, and says whether it differs in what is worth telling. Figures that drift are not. */
    boolean isChange(RuntimeStatus status) {
        Optional<RuntimeStatus> before = latest.getAndSet(Optional.of(status));
        return before.isEmpty() || !Essence.of(before.get()).equals(Essence.of(status));
    }
}
