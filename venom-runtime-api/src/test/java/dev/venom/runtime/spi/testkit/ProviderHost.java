package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.ProgressSink;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.Transport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A host whose configuration and clock a test changes while a provider works in it. Work in the background is done by one
 * thread, which can be waited for. Thread-safe, apart from {@link #fetch}.
 */
public final class ProviderHost implements InstallContext, AutoCloseable {
    private static final long LONGEST_WORK_SECONDS = 30;

    private final Path cacheDirectory;
    private final Transport transport;
    private final AutoCloseable connections;
    private final ManualClock clock = new ManualClock(Instant.now());
    private final ThreadPoolExecutor background =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "venom-testkit-background");
                thread.setDaemon(true);
                return thread;
            });
    private final LoopbackInstallContext files;
    private volatile InMemorySettings settings;

    /**
     * Makes a host.
     *
     * @param cacheDirectory where everything is kept
     * @param transport for the calls of a provider; files are fetched without it
     * @param connections is closed with the host
     */
    public ProviderHost(Path cacheDirectory, Transport transport, AutoCloseable connections) {
        this.cacheDirectory = cacheDirectory;
        this.transport = transport;
        this.connections = connections;
        this.settings = InMemorySettings.in(cacheDirectory);
        this.files = new LoopbackInstallContext(settings);
    }

    /**
     * Sets a variable, for what is read from now on.
     *
     * @param name by its environment name
     * @param value its value
     * @return this host
     */
    public ProviderHost with(String name, String value) {
        settings = settings.with(name, value);
        return this;
    }

    /**
     * Lets time pass.
     *
     * @param duration how much
     * @return this host
     */
    public ProviderHost later(Duration duration) {
        clock.advance(duration);
        return this;
    }

    /** Waits until nothing is left to do in the background. */
    public void awaitQuiet() {
        try {
            background.submit(() -> {}).get(LONGEST_WORK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException unfinished) {
            throw new AssertionError("The background work does not end", unfinished);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted", interrupted);
        }
    }

    /**
     * Where everything is kept.
     *
     * @return the cache directory
     */
    public Path cache() {
        return cacheDirectory;
    }

    /**
     * The files that had to be fetched so far.
     *
     * @return their paths in the model, in order
     */
    public List<String> fetched() {
        return files.fetched();
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public ProcessTable processes() {
        return files.processes();
    }

    @Override
    public Executor background() {
        return background;
    }

    @Override
    public ProgressSink progress() {
        return files.progress();
    }

    @Override
    public void fetch(Collection<RemoteFile> wanted) {
        files.fetch(wanted);
    }

    /** Ends the background work, and waits for that. */
    @Override
    public void close() {
        background.shutdownNow();
        try {
            connections.close();
            if (!background.awaitTermination(LONGEST_WORK_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The background work does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            throw new AssertionError("The connections can't be closed", failed);
        }
    }
}
