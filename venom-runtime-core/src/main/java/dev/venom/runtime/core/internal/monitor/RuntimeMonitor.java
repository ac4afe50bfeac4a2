package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.event.AlertEvent;
import dev.venom.runtime.api.event.RuntimeEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at runtimes again and again, and tells of changes only. Thread-safe; without a thread until the first runtime
 * is watched.
 */
public final class RuntimeMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeMonitor.class);
    private static final Duration ENDING = Duration.ofSeconds(5);
    /** Looks are spread over the interval, so that many runtimes take few threads. */
    private static final int TICKS = 20;

    private final RuntimeAssessor assessor;
    private final Consumer<VenomEvent> events;
    private final Duration interval;
    private final Clock clock;
    private final PeriodicTask rounds;
    private final OwnedThreads threads = OwnedThreads.unlimited("venom-monitor-look");
    private final Map<String, WatchedRuntime> watched = new ConcurrentHashMap<>();
    private volatile boolean closed;

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
        this.interval = interval;
        this.clock = clock;
        this.rounds = new PeriodicTask(interval.dividedBy(TICKS), this::lookAtWhatIsDue);
    }

    /**
     * Watches a runtime from now on; in place of an earlier one with its id.
     *
     * @param runtime the runtime
     */
    public void watch(MonitoredRuntime runtime) {
        String id = runtime.spec().id();
        WatchedRuntime before = watched.get(id);
        watched.merge(id, new WatchedRuntime(runtime), (known, next) -> known.as(runtime));
        if (before == null) {
            assessor.keepWatching(id);
            rounds.begin();
            touch(id);
        }
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
        WatchedRuntime one = watched.get(runtime);
        if (one != null) {
            look(one, ProbeDepth.HEALTH);
        }
    }

    /**
     * Lets a runtime show that it works, because somebody got no answer from it. Returns at once.
     *
     * @param runtime its id; nothing happens where it is not watched
     */
    public void doubt(String runtime) {
        WatchedRuntime one = watched.get(runtime);
        if (one != null) {
            prove(one);
        }
    }

    /**
     * Tells of what somebody else's look has found, where it is a change.
     *
     * @param status what he found
     */
    public void found(RuntimeStatus status) {
        WatchedRuntime one = watched.get(status.id());
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
        return Optional.ofNullable(watched.get(runtime)).flatMap(WatchedRuntime::latest);
    }

    /** Ends every thread. No event is sent after that. */
    @Override
    public void close() {
        closed = true;
        rounds.close();
        threads.interrupt();
        threads.end(ENDING);
    }

    private void lookAtWhatIsDue() {
        long now = System.nanoTime();
        watched.values().stream()
                .filter(one -> one.isDue(now, interval))
                .forEach(one -> look(one, assessor.depth(one.runtime())));
    }

    private void look(WatchedRuntime one, ProbeDepth depth) {
        if (one.looking().begin()) {
            inBackground(one.looking(), () -> publish(one, assessor.assess(one.runtime(), depth)));
        } else if (one.latest().isPresent() && one.glancing().begin()) {
            // It takes its time to answer: whether its processes live is seen all the same.
            inBackground(one.glancing(), () -> publish(one, assessor.assess(one.runtime(), ProbeDepth.PROCESS)));
        }
        if (assessor.wantsProof(one.runtime())) {
            prove(one);
        }
    }

    private void prove(WatchedRuntime one) {
        if (one.proving().begin()) {
            inBackground(one.proving(), () -> publish(one, assessor.confirm(one.runtime())));
        }
    }

    private void inBackground(BusyFlag turn, Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    LOG.warn("a look at a runtime failed", failure);
                } finally {
                    turn.end();
                }
            });
        } catch (RejectedExecutionException closed) {
            turn.end();
        }
    }

    private void publish(WatchedRuntime one, RuntimeStatus status) {
        if (closed || !watched.containsKey(status.id())) {
            return;
        }
        WatchedRuntime.Change change = one.note(status);
        Instant now = clock.instant();
        if (change.worthTelling()) {
            LOG.info("runtime changed runtime={} state={} reason={}", status.id(), status.state(), status.reason());
            events.accept(new RuntimeEvent(now, status));
        }
        change.raised().forEach(resource -> tell(now, status.id(), resource, Alert.State.RAISED));
        change.cleared().forEach(resource -> tell(now, status.id(), resource, Alert.State.CLEARED));
    }

    private void tell(Instant now, String runtime, Alert.Resource resource, Alert.State state) {
        Alert alert = assessor.alert(runtime, resource, state);
        LOG.info("alert runtime={} kind={} percent={} state={}", runtime, resource, alert.percent(), state);
        events.accept(new AlertEvent(now, alert));
    }
}
