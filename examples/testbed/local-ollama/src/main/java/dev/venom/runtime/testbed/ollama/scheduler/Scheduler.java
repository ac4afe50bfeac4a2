package dev.venom.runtime.testbed.ollama.scheduler;

import dev.venom.runtime.testbed.ollama.store.GgufHeader;
import dev.venom.runtime.testbed.ollama.store.ModelStore;
import dev.venom.runtime.testbed.ollama.store.StoredLayer;
import dev.venom.runtime.testbed.ollama.store.StoredModel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Loads models and lets them go. Loads take their turn, as with the real one. Thread-safe. */
public final class Scheduler {

    /** What a load fails with; the message is the one that a client is told. */
    public static final class LoadFailure extends Exception {

        private static final long serialVersionUID = 1L;

        LoadFailure(String message) {
            super(message);
        }
    }

    private static final long OVERHEAD_BYTES = 64L << 20;
    private static final long DEFAULT_CONTEXT = 4096;

    private static final class Runner {
        private LoadedModel loaded;
        private Duration keepAlive;
        private int requests;
        private boolean leaving;

        Runner(LoadedModel loaded, Duration keepAlive) {
            this.loaded = loaded;
            this.keepAlive = keepAlive;
        }
    }

    private final ModelStore store;
    private final InstantSource clock;
    private final Duration defaultKeepAlive;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private volatile boolean gpu;
    private volatile Duration loadTime = Duration.ZERO;
    private volatile @Nullable String loadFailure;

    /** A scheduler that keeps models for so long unless it is told otherwise. */
    public Scheduler(ModelStore store, InstantSource clock, Duration defaultKeepAlive) {
        this.store = store;
        this.clock = clock;
        this.defaultKeepAlive = defaultKeepAlive;
    }

    /** Whether models go to a GPU; to the CPU's memory unless set. */
    public void gpu(boolean present) {
        gpu = present;
    }

    /** How long a load takes; no time unless set. */
    public void loadTime(Duration duration) {
        loadTime = duration;
    }

    /** Every load fails with this text from now on. */
    public void failLoads(String text) {
        loadFailure = text;
    }

    /** Loads succeed again. */
    public void recover() {
        loadFailure = null;
    }

    /** What is in memory, the longest to stay first. */
    public List<LoadedModel> loaded() {
        lock.lock();
        try {
            expire();
            return runners.values().stream()
                    .map(runner -> runner.loaded)
                    .sorted(Comparator.comparing(LoadedModel::expiresAt).reversed())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Loads a model for a request, which ends with {@link #done}. */
    public void use(StoredModel model, Optional<Duration> keepAlive, OptionalLong contextLength) throws LoadFailure {
        lock.lock();
        try {
            expire();
            Runner runner = runners.get(key(model));
            if (runner == null) {
                runner = load(model, keepAlive.orElse(defaultKeepAlive), contextLength);
                runners.put(key(model), runner);
            }
            runner.keepAlive = keepAlive.orElse(runner.keepAlive);
            runner.leaving = false;
            runner.requests++;
            renew(runner);
        } finally {
            lock.unlock();
        }
    }

    /** A request has ended. */
    public void done(StoredModel model) {
        lock.lock();
        try {
            Runner runner = runners.get(key(model));
            if (runner != null) {
                runner.requests--;
                renew(runner);
                expire();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets a model go when its requests have ended. */
    public void unload(StoredModel model) {
        lock.lock();
        try {
            Runner runner = runners.get(key(model));
            if (runner != null) {
                runner.leaving = true;
                expire();
            }
        } finally {
            lock.unlock();
        }
    }

    private Runner load(StoredModel model, Duration keepAlive, OptionalLong contextLength) throws LoadFailure {
        LockSupport.parkNanos(loadTime.toNanos());
        String failure = loadFailure;
        if (failure != null) {
            throw new LoadFailure(failure);
        }
        GgufHeader header = header(model);
        long trained = header.ofArchitecture("context_length").orElse(DEFAULT_CONTEXT);
        long size = OVERHEAD_BYTES + model.manifest().size();
        return new Runner(
                new LoadedModel(
                        model,
                        size,
                        gpu ? size : 0,
                        Math.min(contextLength.orElse(DEFAULT_CONTEXT), trained),
                        clock.instant()),
                keepAlive);
    }

    private GgufHeader header(StoredModel model) throws LoadFailure {
        StoredLayer weights =
                model.layer("model").orElseThrow(() -> new LoadFailure("model has no weights: unable to load model"));
        try {
            return GgufHeader.read(store.blob(weights.digest()));
        } catch (IOException e) {
            throw new LoadFailure("unable to load model: " + store.blob(weights.digest()));
        }
    }

    private void renew(Runner runner) {
        LoadedModel loaded = runner.loaded;
        Instant expiry = clock.instant().plus(runner.keepAlive);
        runner.loaded =
                new LoadedModel(loaded.model(), loaded.sizeBytes(), loaded.vramBytes(), loaded.contextLength(), expiry);
    }

    private void expire() {
        Instant now = clock.instant();
        runners.values()
                .removeIf(runner -> runner.requests == 0
                        && (runner.leaving || !runner.loaded.expiresAt().isAfter(now)));
    }

    private static String key(StoredModel model) {
        return model.name().shown();
    }
}
