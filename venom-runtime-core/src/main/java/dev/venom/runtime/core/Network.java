package dev.venom.runtime.core;

import dev.venom.runtime.core.internal.download.DownloadEngine;
import dev.venom.runtime.core.internal.download.DownloadSettings;
import dev.venom.runtime.core.internal.http.MetadataOptions;
import dev.venom.runtime.core.internal.http.MetadataTransport;
import dev.venom.runtime.core.internal.http.Wire;
import dev.venom.runtime.core.internal.http.WireOptions;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.spi.transport.Transport;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The parts of a manager that cost time to make: each is made when it is first asked for. Thread-safe.
 *
 * @param wire the HTTP client
 * @param transport metadata calls
 * @param engine downloads
 * @param background threads for providers
 */
record Network(
        OnFirstUse<Wire> wire,
        OnFirstUse<Transport> transport,
        OnFirstUse<DownloadEngine> engine,
        OnFirstUse<ExecutorService> background)
        implements Executor, AutoCloseable {
    private static final int MAX_CONNECTIONS = 8;
    private static final int BACKGROUND_THREADS = 2;
    private static final long IDLE_SECONDS = 5;

    static Network of(Components.Configuration from, PartialStore partials) {
        DownloadSettings settings = DownloadSettings.builder()
                .maxConnections(from.limits().maxConnections().orElse(MAX_CONNECTIONS))
                .stallTimeout(from.stallTimeout())
                .patience(from.patience())
                .build();
        OnFirstUse<Wire> wire =
                new OnFirstUse<>(() -> new Wire(WireOptions.of(from.settings().all())));
        return new Network(
                wire,
                new OnFirstUse<>(() -> new MetadataTransport(wire.get(), MetadataOptions.standard())),
                new OnFirstUse<>(() -> new DownloadEngine(partials.directory(), wire.get(), settings, from.clock())),
                new OnFirstUse<>(Network::backgroundThreads));
    }

    @Override
    public void execute(Runnable task) {
        background.get().execute(task);
    }

    @Override
    public void close() {
        engine.ifMade().ifPresent(DownloadEngine::close);
        wire.ifMade().ifPresent(Wire::close);
        background.ifMade().ifPresent(ExecutorService::shutdownNow);
    }

    private static ExecutorService backgroundThreads() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                BACKGROUND_THREADS,
                BACKGROUND_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "venom-background");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
