package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.event.RuntimeEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Looks at runtimes again and again, and tells of changes only. Thread-safe; without a thread until the first runtime
 * is watched.
 */
public final class RuntimeMonitor implements AutoCloseable {
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final RuntimeAssessor assessor;
    private final Consumer<VenomEvent> events;
    private final Clock clock;
    private final Rounds rounds;
    private final OwnedThreads threads = OwnedThreads.unlimited("venom-monitor-look");
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();

    /**
     * Makes a monitor that watches nothing yet.
     *
     * @param assessor looks at runtimes
     * @param events receives the changes, such as an event dispatcher
     * @param interval time between two looks at one runtime
     * @param clock the time
     */
    public RuntimeMonitor(RuntimeAssessor assessor, Consumer<VenomEvent> events, Duration interval, Clock clock) {
        this.assessor = assessor;
        this.events = events;
        this.clock = clock;
        this.rounds = new Rounds(interval, this::lookAtAll);
    }

    /**
     * Watches a runtime from now on; in place of an earlier one with its id.
     *
     * @param runtime the runtime
     */
    public void watch(MonitoredRuntime runtime) {
        String id = runtime.spec().id();
        watched.merge(id, new Watched(runtime), (before, next) -> before.as(runtime));
        rounds.begin();
        touch(id);
    }

    /**
     * Forgets a runtime.
     *
     * @param runtime its id
     */
    public void forget(String runtime) {
        watched.remove(runtime);
        assessor.forget(runtime);
    }

    /**
     * Looks at a runtime now, because something has happened to it. Returns at once.
     *
     * @param runtime its id; nothing happens where it is not watched
     */
    public void touch(String runtime) {
        Watched one = watched.get(runtime);
        if (one != null) {
            look(one);
        }
    }

    /**
     * Tells of what somebody else's look has found, where it is a change.
     *
     * @param status what he found
     */
    public void found(RuntimeStatus status) {
        Watched one = watched.get(status.id());
        if (one != null) {
            publish(one, status);
        }
    }

    /**
     * What was found last.
     *
     * @param runtime its id
     * @return its status; empty where it is not watched or was not looked at yet
     */
    public Optional<RuntimeStatus> latest(String runtime) {
        return Optional.ofNullable(watched.get(runtime)).flatMap(Watched::latest);
    }

    /** Ends every thread. No event is sent after that. */
    @Override
    public void close() {
        rounds.close();
        threads.interrupt();
        threads.end(ENDING);
    }

    private void lookAtAll() {
        watched.values().forEach(this::look);
    }

    private void look(Watched one) {
        if (!one.beginLook()) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    publish(one, assessor.assess(one.runtime(), Depth.HEALTH));
                } finally {
                    one.endLook();
                }
            });
        } catch (RejectedExecutionException closed) {
            one.endLook();
        }
    }

    private void publish(Watched one, RuntimeStatus status) {
        if (one.isChange(status)) {
            events.accept(new RuntimeEvent(clock.instant(), status));
        }
    }
}
