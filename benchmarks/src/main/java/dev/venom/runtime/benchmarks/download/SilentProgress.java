package dev.venom.runtime.benchmarks.download;

import dev.venom.runtime.spi.provider.ProgressSink;

/** Hears of progress and does nothing. */
final class SilentProgress implements ProgressSink {
    @Override
    public void phase(String phase) {}

    @Override
    public void done(long doneBytes) {}

    @Override
    public void log(String line) {}

    @Override
    public void checkpoint() {}

    @Override
    public Registration onInterrupt(Runnable wake) {
        return () -> {};
    }
}
