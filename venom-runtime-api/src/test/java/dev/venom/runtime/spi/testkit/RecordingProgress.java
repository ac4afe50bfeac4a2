package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.ProgressSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is reported, and can be cancelled. Thread-safe. */
public final class RecordingProgress implements ProgressSink {
    private final List<String> phases = new CopyOnWriteArrayList<>();
    private final List<Long> reports = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Runnable> wakers = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /** Starts with nothing reported. */
    public RecordingProgress() {}

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
        if (cancelled) {
            throw new VenomException(ErrorCode.CANCELLED, "The test cancelled the operation.", "");
        }
    }

    @Override
    public Registration onInterrupt(Runnable wake) {
        wakers.add(wake);
        if (cancelled) {
            wake.run();
        }
        return () -> wakers.remove(wake);
    }

    /** Cancels the operation: the next checkpoint ends it, and what is blocked is woken. */
    public void cancel() {
        cancelled = true;
        wakers.forEach(Runnable::run);
    }

    /**
     * The phases that were named.
     *
     * @return in order
     */
    public List<String> phases() {
        return List.copyOf(phases);
    }

    /**
     * The bytes that were reported as done.
     *
     * @return each report in order
     */
    public List<Long> reports() {
        return List.copyOf(reports);
    }

    /**
     * The lines that were logged.
     *
     * @return in order
     */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
