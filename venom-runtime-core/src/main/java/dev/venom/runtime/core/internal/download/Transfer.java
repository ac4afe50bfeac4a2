package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.partial.Extent;
import dev.venom.runtime.core.internal.partial.PartialFile;
import dev.venom.runtime.spi.file.StorageFailures;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ranges of one file on their way: which are asked for, what became of them, when to try again.
 * Thread-safe. The thread that hashes waits here for the frontier to move.
 */
final class Transfer implements ConnectionBudget.Claimant, RangeAttempt.Owner {
    private static final Logger log = LoggerFactory.getLogger(Transfer.class);
    /** The hash is woken for this much, not for each buffer. */
    private static final long WORTH_WAKING_BYTES = 4L << 20;

    private final RemoteFile file;
    private final PartialFile partial;
    private final EngineResources resources;
    private final StopSignal halt;
    private final Object party;
    private final Consumer<String> operatorLog;
    private final BackgroundSync sync;

    // Taken before a partial's lock and after the budget's; never while a body is aborted.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RangePlan plan;
    private final Set<RangeAttempt> active = new HashSet<>();
    private final RetryPolicy retry;
    private final Progress progress;
    private Optional<VenomException> failure = Optional.empty();
    private boolean ended;
    private boolean restarting;
    private int generation;
    private double bytesPerSecond;

    Transfer(RemoteFile file, PartialFile partial, EngineResources resources, FetchContext call) {
        this.file = file;
        this.partial = partial;
        this.resources = resources;
        this.halt = call.halt();
        this.party = call.party();
        this.operatorLog = call.log();
        DownloadSettings settings = resources.settings();
        this.sync = new BackgroundSync(partial, resources.threads().downloads());
        this.retry = new RetryPolicy(settings, System::nanoTime);
        this.progress = new Progress(partial.receivedBytes());
        this.plan =
                new RangePlan(file.sizeBytes(), partial.missing(), settings.minRangeBytes(), settings.maxRangeBytes());
    }

    /** Bytes that may be hashed, and whether they are still those hashed before. */
    record Frontier(int generation, long bytes) {}

    /**
     * Waits until it is worth hashing on.
     *
     * @param hashedBytes how far the hash is
     * @param knownGeneration of the bytes that it has seen
     */
    Frontier awaitFrontier(long hashedBytes, int knownGeneration) {
        long target = Math.min(file.sizeBytes(), hashedBytes + WORTH_WAKING_BYTES);
        lock.lock();
        try {
            progress.await(target);
            while (failure.isEmpty()
                    && generation == knownGeneration
                    && !halt.stopped()
                    && (halt.suspended() || partial.frontier() < target)) {
                changed.awaitUninterruptibly();
            }
            progress.arrived();
            if (failure.isPresent()) {
                throw failure.get();
            }
            halt.throwIfStopped();
            return new Frontier(generation, partial.frontier());
        } finally {
            lock.unlock();
        }
    }

    /** Begins, in the order that the budget decides. */
    void start() {
        resources.budget().register(this);
    }

    /** Ends all attempts; when it returns, nothing more is written. */
    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        resources.budget().unregister(this);
        abortAll();
        awaitQuiet(Duration.ofSeconds(5));
    }

    /** Ends all attempts after a halt; what they received is kept. */
    void abortAll() {
        attempts().forEach(RangeAttempt::abort);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no attempt is left. */
    void awaitQuiet(Duration limit) {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (!active.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on after a pause, which counts as nobody's delay. */
    void resume() {
        lock.lock();
        try {
            retry.resumed();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        resources.budget().dispatch();
    }

    /** Regular work: stalls, the journal of a slow file, connections for which the time has come. */
    void tick() {
        try {
            attempts().forEach(RangeAttempt::abortIfStalled);
            partial.flushIfLagging();
            resources.budget().dispatch();
            resources.budget().relieveStarving();
            failIfAbandoned();
        } catch (IOException unwritable) {
            fail(unwritable(unwritable));
        } catch (RuntimeException | Error defect) {
            // A task that throws is not run again, and nobody would watch this file any more.
            fail(UnexpectedFailures.describe(file, defect));
        }
    }

    /** Where bytes are missing, somebody brings them or they are open to be asked for: all else is a defect. */
    private void failIfAbandoned() {
        lock.lock();
        try {
            long missing = file.sizeBytes() - partial.receivedBytes();
            if (missing > 0 && !ended && !restarting && active.isEmpty() && !plan.hasOpen()) {
                fail(UnexpectedFailures.abandoned(file, missing));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Object party() {
        return party;
    }

    @Override
    public boolean wantsConnection() {
        lock.lock();
        try {
            return wants();
        } finally {
            lock.unlock();
        }
    }

    private boolean wants() {
        return !ended
                && !restarting
                && failure.isEmpty()
                && halt.running()
                && active.size() < retry.mostConnections()
                && plan.hasOpen()
                && retry.isDue();
    }

    @Override
    public void connect() {
        Optional<RangeAttempt> attempt = nextAttempt();
        if (attempt.isEmpty()) {
            resources.budget().release(this);
            return;
        }
        try {
            resources.threads().downloads().execute(() -> run(attempt.get()));
        } catch (RuntimeException | Error noThread) {
            finish(attempt.get(), Optional.of(AttemptFailure.fatal(UnexpectedFailures.describe(file, noThread))));
        }
    }

    private Optional<RangeAttempt> nextAttempt() {
        lock.lock();
        try {
            if (!wants()) {
                return Optional.empty();
            }
            if (active.isEmpty()) {
                retry.excuseWaitForConnection();
            }
            Optional<Extent> range = retry.isInOneStream() ? plan.wholeGap() : plan.next(bytesPerSecond);
            Optional<RangeAttempt> attempt = range.map(bytes -> new RangeAttempt(
                    file, bytes, !retry.isUnranged(), resources.transporter(), resources.settings(), this));
            attempt.ifPresent(active::add);
            return attempt;
        } finally {
            lock.unlock();
        }
    }

    private void run(RangeAttempt attempt) {
        Optional<AttemptFailure> setback;
        try {
            setback = attempt.run();
            partial.flush();
        } catch (IOException unwritable) {
            setback = Optional.of(AttemptFailure.fatal(unwritable(unwritable)));
        } catch (RuntimeException | Error defect) {
            setback = Optional.of(AttemptFailure.fatal(UnexpectedFailures.describe(file, defect)));
        }
        finish(attempt, setback);
    }

    private void finish(RangeAttempt attempt, Optional<AttemptFailure> setback) {
        try {
            settle(attempt, setback);
        } finally {
            resources.budget().release(this);
        }
    }

    private void settle(RangeAttempt attempt, Optional<AttemptFailure> setback) {
        lock.lock();
        try {
            // An attempt that was given up meanwhile has nothing more to say.
            if (active.remove(attempt)) {
                attempt.rest().ifPresent(plan::giveBack);
                bytesPerSecond = Math.max(bytesPerSecond / 2, attempt.bytesPerSecond());
                noteProgress();
                retry.attemptEnded();
                if (setback.isPresent() && failure.isEmpty() && !restarting) {
                    consider(setback.get(), attempt.isRanged());
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void consider(AttemptFailure setback, boolean ranged) {
        RetryPolicy.Decision decision = retry.afterSetback(setback, ranged);
        if (decision instanceof RetryPolicy.Decision.GiveUp end) {
            failure = Optional.of(end.cause());
        } else if (decision instanceof RetryPolicy.Decision.Again again) {
            tell(setback, again.how());
        }
    }

    private void tell(AttemptFailure setback, String next) {
        log.debug("range setback file={} kind={} tries={}", file.path(), setback.kind(), retry.triesInARow());
        operatorLog.accept(
                setback.failure().getMessage() + " (" + setback.failure().code() + "), " + next);
    }

    @Override
    public boolean acceptsWhole(RangeAttempt attempt) {
        List<RangeAttempt> abandoned;
        lock.lock();
        try {
            // Decided and done under one lock: of two such answers at once only one may survive.
            if (!active.contains(attempt) || failure.isPresent() || ended || restarting) {
                return false;
            }
            retry.foundOneStream();
            abandoned = abandonAllBut(attempt);
        } finally {
            lock.unlock();
        }
        operatorLog.accept("The server of " + file.path() + " sends no ranges: fetching it in one stream");
        return startOver(abandoned, attempt);
    }

    /**
     * Forgets all bytes of the file after all attempts were given up but one that may bring the whole of it.
     * Attempts are ended outside the lock: one that is just writing waits for it.
     */
    private boolean startOver(List<RangeAttempt> abandoned, RangeAttempt survivor) {
        abandoned.forEach(RangeAttempt::abort);
        lock.lock();
        try {
            if (partial.receivedBytes() > 0) {
                partial.reset();
                generation++;
            }
            plan.reset();
            // A survivor that was given up meanwhile brings nothing: then everything is open again.
            if (active.contains(survivor)) {
                plan.takeAll();
            }
        } catch (IOException unwritable) {
            failure = Optional.of(unwritable(unwritable));
        } finally {
            restarting = false;
            changed.signalAll();
            lock.unlock();
        }
        return failed().isEmpty();
    }

    /** Called under the lock. */
    private List<RangeAttempt> abandonAllBut(RangeAttempt survivor) {
        restarting = true;
        Set<RangeAttempt> abandoned = new HashSet<>(active);
        abandoned.remove(survivor);
        active.removeAll(abandoned);
        return List.copyOf(abandoned);
    }

    private Optional<VenomException> failed() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public VenomException unwritable(IOException cause) {
        return StorageFailures.ofCache()
                .of("Writing '" + file.path() + "' to", resources.partials().directory(), cause);
    }

    @Override
    public RangeBody.Sink sink() {
        return this::write;
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        partial.write(bytes, position);
        lock.lock();
        try {
            noteProgress();
            if (progress.reaches(partial.frontier())) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        sync.beginIfDue();
    }

    private void noteProgress() {
        if (progress.isNew(partial.receivedBytes())) {
            retry.progressed();
        }
    }

    @Override
    public void serverWaits(Duration wait) {
        operatorLog.accept("The server of " + file.path() + " asks to wait " + wait.toSeconds() + " s");
        if (!retry.acceptsServerWait(wait)) {
            throw new AttemptFailures(file).tooMuchWaiting();
        }
    }

    @Override
    public void answered(RangeResponse answer) {
        lock.lock();
        try {
            retry.answered(answer);
        } finally {
            lock.unlock();
        }
        resources.budget().dispatch();
    }

    @Override
    public void yieldConnection() {
        List<RangeAttempt> attempts = attempts();
        attempts.stream()
                .max(Comparator.comparingLong(attempt -> attempt.range().start()))
                .ifPresent(RangeAttempt::abort);
    }

    void fail(VenomException cause) {
        lock.lock();
        try {
            if (failure.isEmpty()) {
                failure = Optional.of(cause);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<RangeAttempt> attempts() {
        lock.lock();
        try {
            return List.copyOf(active);
        } finally {
            lock.unlock();
        }
    }
}
