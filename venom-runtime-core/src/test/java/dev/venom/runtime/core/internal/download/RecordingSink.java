package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.ProgressSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Remembers what an operation was told, and can cancel or pause it. */
final class RecordingSink implements ProgressSink {
    private final List<String> phases = new CopyOnWriteArrayList<>();
    private final List<Long> reports = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final CountDownLatch pausedAtCheckpoint = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);
    private volatile boolean cancelled;
    private volatile boolean paused;

    void cancel() {
        cancelled = true;
        wakes.forEach(Runnable::run);
    }

    void pause() {
        paused = true;
        wakes.forEach(Runnable::run);
    }

    void resume() {
        paused = false;
        resumed.countDown();
    }

    void awaitPaused() throws InterruptedException {
        pausedAtCheckpoint.await();
    }

    List<String> phases() {
        return phases;
    }

    List<Long> reports() {
        return reports;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void phase(String phase) {
        phases.add(phase);
    }

    @Override
    public void done(long doneBytes) {
        reports.add(doneBytes);
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public void checkpoint() {
        if (paused) {
            pausedAtCheckpoint.countDown();
            awaitResumed();
        }
        if (cancelled) {
            throw new VenomException(ErrorCode.CANCELLED, "Cancelled by the test", "");
        }
    }

    private void awaitResumed() {
        try {
            resumed.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Registration onInterrupt(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }
}
