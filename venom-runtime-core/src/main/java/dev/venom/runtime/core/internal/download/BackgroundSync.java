package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.core.internal.partial.PartialFile;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what was received to the device now and then, beside the writing, one sync at a time. Thread-safe. */
final class BackgroundSync {
    private static final Logger log = LoggerFactory.getLogger(BackgroundSync.class);

    private final PartialFile partial;
    private final Executor threads;
    private final AtomicBoolean running = new AtomicBoolean();

    BackgroundSync(PartialFile partial, Executor threads) {
        this.partial = partial;
        this.threads = threads;
    }

    /** Begins a sync where it is worth its while. */
    void beginIfDue() {
        if (partial.needsSync() && running.compareAndSet(false, true)) {
            threads.execute(this::sync);
        }
    }

    private void sync() {
        try {
            partial.sync();
        } catch (IOException unwritable) {
            // The next write, or the sync before publishing, meets the same fault and reports it.
            log.debug("sync failed file={}", partial.data(), unwritable);
        } finally {
            running.set(false);
        }
    }
}
