package dev.venom.runtime.core.internal.download;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of an engine: daemons, made when there is work, gone after {@link #close()}. Thread-safe. */
final class EngineThreads implements AutoCloseable {
    private static final long LONGEST_GOODBYE_SECONDS = 10;

    private final ExecutorService downloads = Executors.newCachedThreadPool(named("venom-download-"));
    private final ExecutorService files = Executors.newCachedThreadPool(named("venom-hash-"));
    private final ScheduledThreadPoolExecutor keeper =
            new ScheduledThreadPoolExecutor(1, named("venom-download-keeper-"));

    EngineThreads() {
        keeper.setRemoveOnCancelPolicy(true);
    }

    /** For what waits for the network or the device. */
    ExecutorService downloads() {
        return downloads;
    }

    /** For files: each has one thread that hashes behind its frontier. */
    ExecutorService files() {
        return files;
    }

    /** For short, regular work: heartbeats, stalls, journals that lag. */
    ScheduledThreadPoolExecutor keeper() {
        return keeper;
    }

    @Override
    public void close() {
        // No interrupts: they would close the channels of files that are just being written.
        downloads.shutdown();
        files.shutdown();
        keeper.shutdown();
        try {
            if (files.awaitTermination(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                downloads.awaitTermination(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
