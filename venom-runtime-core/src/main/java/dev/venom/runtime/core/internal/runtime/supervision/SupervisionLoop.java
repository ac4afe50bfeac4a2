package dev.venom.runtime.core.internal.runtime.supervision;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.log.LogRotation;
import dev.venom.runtime.core.internal.log.LogTail;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeOperations;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeServices;
import dev.venom.runtime.core.internal.runtime.output.WrittenLog;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.LogPosition;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a host does for its runtimes as long as it runs: starts again what ended unasked, where its supervisor does
 * not, and rotates logs. Ends are noticed at once; once a second it looks whether it is time to do something.
 * Thread-safe; without a thread until the first runtime is kept.
 */
public final class SupervisionLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisionLoop.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final Duration SURVEYS = Duration.ofSeconds(30);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final RuntimeServices services;
    private final RuntimeOperations operations;
    private final LogRotation rotation;
    private final Clock clock;
    private final OwnedThreads thread = OwnedThreads.atMost("venom-keeper", 1);
    private final Set<String> supervised = ConcurrentHashMap.newKeySet();
    private final Map<String, AutoRestart> kept = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean begun;
    private boolean called;
    private boolean closed;

    /**
     * Makes the loop of a host that keeps nothing up yet.
     *
     * @param services what works on runtimes share
     * @param operations starts them
     * @param rotation keeps their logs small
     * @param clock the time
     */
    public SupervisionLoop(RuntimeServices services, RuntimeOperations operations, LogRotation rotation, Clock clock) {
        this.services = services;
        this.operations = operations;
        this.rotation = rotation;
        this.clock = clock;
    }

    /**
     * Begins to look after runtimes. Does nothing the second time.
     *
     * @param survey looks now and then which runtimes there are
     */
    public void begin(Runnable survey) {
        lock.lock();
        try {
            if (!begun && !closed) {
                begun = true;
                thread.execute(() -> work(survey));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps runtimes up from now on, as long as they are wanted.
     *
     * @param runtimes their ids
     */
    public void keep(Collection<String> runtimes) {
        if (supervised.addAll(runtimes)) {
            wake();
        }
    }

    /**
     * Leaves runtimes to themselves; stops none.
     *
     * @param runtimes their ids
     */
    public void leave(Collection<String> runtimes) {
        supervised.removeAll(runtimes);
        wake();
    }

    /** Ends the thread, and stops the runtimes that are to end with their host. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!thread.end(ENDING)) {
            LOG.warn("the keeper of runtimes did not end within {} s; it is interrupted", ENDING.toSeconds());
            thread.interrupt();
        }
        supervised.forEach(this::endWithHost);
    }

    private void endWithHost(String id) {
        try {
            KnownRuntime runtime = services.registry().require(id);
            boolean ends = runtime.spec().onHostExit() == RuntimeSpec.OnHostExit.STOP;
            if (ends && runtime.isManaged() && RuntimeControl.isUp(runtime)) {
                LOG.info("runtime ends with its host runtime={}", id);
                runtime.requireHandle("stop").stop(runtime.spec().stopTimeout());
            }
        } catch (VenomException failure) {
            LOG.warn("a runtime did not end with its host runtime={} reason={}", id, failure.getMessage());
        }
    }

    private void wake() {
        lock.lock();
        try {
            called = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work(Runnable survey) {
        Instant nextSurvey = clock.instant();
        do {
            forgetOthers();
            supervised.forEach(this::supervise);
            if (!clock.instant().isBefore(nextSurvey)) {
                survey.run();
                nextSurvey = clock.instant().plus(SURVEYS);
            }
        } while (awaitNextLook());
        kept.values().forEach(AutoRestart::close);
    }

    private boolean awaitNextLook() {
        lock.lock();
        try {
            if (!called && !closed && !changed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.trace("nobody called the keeper");
            }
            called = false;
            return !closed;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void forgetOthers() {
        for (String id : List.copyOf(kept.keySet())) {
            if (!supervised.contains(id)) {
                kept.remove(id).close();
            }
        }
    }

    private void supervise(String id) {
        try {
            Path log = services.files()
                    .read(id)
                    .log()
                    .map(LogPosition::file)
                    .orElseGet(() -> services.registry().host().logs().file(id));
            rotation.check(log);
            KnownRuntime runtime = services.registry().require(id);
            if (LogTail.size(log) == 0) {
                WrittenLog.of(runtime, log).ifPresent(written -> rotation.check(written.file(), log));
            }
            boolean startsItself = runtime.supervisor()
                    .filter(supervisor -> supervisor.restartsUnasked())
                    .isPresent();
            if (runtime.isManaged() && !startsItself) {
                watched(runtime).look(clock.instant());
            }
        } catch (VenomException failure) {
            LOG.debug("a runtime could not be looked at runtime={} reason={}", id, failure.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("a defect of the keeper runtime={}", id, defect);
        }
    }

    private AutoRestart watched(KnownRuntime runtime) {
        AutoRestart known = kept.get(runtime.id());
        if (known != null && known.isFor(runtime)) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        RestartPolicy policy =
                new RestartPolicy(() -> ThreadLocalRandom.current().nextDouble());
        AutoRestart next = new AutoRestart(runtime, services, operations, policy, this::wake);
        kept.put(runtime.id(), next);
        return next;
    }
}
