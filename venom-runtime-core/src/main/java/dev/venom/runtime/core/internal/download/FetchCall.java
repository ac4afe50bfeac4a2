package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.ProgressSink;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** One call of {@link DownloadEngine#fetch}: starts its files, reports for them, ends them together. Thread-safe. */
final class FetchCall {
    private static final long BETWEEN_REPORTS_MILLIS = 100;
    /** A cancel takes effect within a second, also while a device takes its time over a sync. */
    private static final long LONGEST_GOODBYE_MILLIS = 700;

    private final EngineResources resources;
    private final ProgressSink sink;
    private final StopSignal halt = new StopSignal();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<CountedDownload> waiting = new ArrayDeque<>();
    private final List<CountedDownload> begun = new ArrayList<>();
    private int running;
    private boolean interrupted;
    private Optional<VenomException> failure = Optional.empty();
    private long reportedBytes = -1;
    private Phase reportedPhase = Phase.DONE;

    FetchCall(
            Collection<RemoteFile> files, Predicate<RemoteFile> trusted, EngineResources resources, ProgressSink sink) {
        this.resources = resources;
        this.sink = sink;
        FetchContext context = new FetchContext(this, halt, sink::log);
        // The largest first: they take longest, and share the connections from the beginning.
        CountedDownload.of(files).stream()
                .sorted(Comparator.comparingLong(
                                (CountedDownload.Group group) -> group.file().sizeBytes())
                        .reversed())
                .forEach(group -> waiting.add(new CountedDownload(
                        new FileDownload(group.file(), trusted, resources, context), group.copies())));
    }

    /** Fetches everything, on the calling thread as far as waiting goes. */
    void run() {
        ProgressSink.Registration registration = sink.onInterrupt(this::interrupt);
        try {
            sink.checkpoint();
            while (!isDone()) {
                startWaiting();
                report();
                if (awaitChange()) {
                    honourInterrupt();
                }
            }
        } finally {
            registration.close();
            stop();
            awaitEnd();
        }
        throwIfFailed();
        report();
    }

    /** Ends the call from outside, because the engine is closed. */
    void stop() {
        halt.stop();
        transfers().forEach(Transfer::abortAll);
        signal();
    }

    private void interrupt() {
        lock.lock();
        try {
            interrupted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void honourInterrupt() {
        halt.suspend();
        List<Transfer> suspended = transfers();
        suspended.forEach(Transfer::abortAll);
        sink.checkpoint();
        halt.resume();
        transfers().forEach(Transfer::resume);
    }

    private boolean isDone() {
        lock.lock();
        try {
            return failure.isPresent() || halt.stopped() || waiting.isEmpty() && running == 0;
        } finally {
            lock.unlock();
        }
    }

    private void startWaiting() {
        lock.lock();
        try {
            while (running < resources.settings().maxConnections() && !waiting.isEmpty()) {
                CountedDownload next = waiting.element();
                resources.threads().files().execute(() -> run(next));
                waiting.remove();
                begun.add(next);
                running++;
            }
        } catch (RejectedExecutionException closing) {
            halt.stop();
        } finally {
            lock.unlock();
        }
    }

    private void run(CountedDownload share) {
        Optional<VenomException> failed = Optional.empty();
        try {
            share.download().run();
        } catch (VenomException cause) {
            failed = Optional.of(cause);
        } finally {
            ended(failed);
        }
    }

    private void ended(Optional<VenomException> failed) {
        lock.lock();
        try {
            running--;
            if (failure.isEmpty()) {
                failure = failed;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for news, for as long as a report may be old. Returns whether somebody interrupted. */
    private boolean awaitChange() {
        lock.lock();
        try {
            if (!interrupted && !isDone()) {
                changed.await(BETWEEN_REPORTS_MILLIS, TimeUnit.MILLISECONDS);
            }
            boolean seen = interrupted;
            interrupted = false;
            return seen;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            halt.stop();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void awaitEnd() {
        boolean wasInterrupted = Thread.interrupted();
        long nanos = TimeUnit.MILLISECONDS.toNanos(LONGEST_GOODBYE_MILLIS);
        lock.lock();
        try {
            while (running > 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException again) {
            wasInterrupted = true;
        } finally {
            lock.unlock();
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void throwIfFailed() {
        lock.lock();
        try {
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (running > 0 || !waiting.isEmpty()) {
                halt.throwIfStopped();
            }
        } finally {
            lock.unlock();
        }
    }

    private void report() {
        long done = 0;
        Phase phase = Phase.DONE;
        for (CountedDownload share : shares()) {
            done += share.doneBytes();
            if (share.download().phase().compareTo(phase) < 0) {
                phase = share.download().phase();
            }
        }
        if (phase != reportedPhase && phase != Phase.DONE) {
            sink.phase(phase.word());
        }
        reportedPhase = phase;
        if (done > reportedBytes) {
            reportedBytes = done;
            sink.done(done);
        }
    }

    private List<CountedDownload> shares() {
        lock.lock();
        try {
            return List.copyOf(begun);
        } finally {
            lock.unlock();
        }
    }

    private List<Transfer> transfers() {
        return shares().stream()
                .flatMap(share -> share.download().transfer().stream())
                .toList();
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
