package dev.venom.runtime.core;

import dev.venom.runtime.core.internal.download.DownloadEngine;
import dev.venom.runtime.core.internal.download.DownloadSettings;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.MetadataOptions;
import dev.venom.runtime.core.internal.http.MetadataTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import dev.venom.runtime.spi.transport.Transport;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a manager that cost time to make: each is made when it is first asked for. Thread-safe.
 *
 * @param transporter the HTTP client
 * @param transport metadata calls
 * @param engine downloads
 * @param background threads for providers
 */
record Network(
        Lazy<HttpTransporter> transporter,
        Lazy<Transport> transport,
        Lazy<DownloadEngine> engine,
        OwnedThreads background)
        implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Network.class);
    private static final int MAX_CONNECTIONS = 8;
    private static final int BACKGROUND_THREADS = 2;
    private static final Duration ENDING = Duration.ofSeconds(5);

    static Network of(Components.Configuration from, PartialStore partials) {
        DownloadSettings settings = DownloadSettings.builder()
                .maxConnections(from.limits().maxConnections().orElse(MAX_CONNECTIONS))
                .stallTimeout(from.stallTimeout())
                .noProgressTimeout(from.noProgressTimeout())
                .build();
        Lazy<HttpTransporter> transporter = new Lazy<>(
                () -> new HttpTransporter(TransportOptions.of(from.settings().all())));
        return new Network(
                transporter,
                new Lazy<>(() -> new MetadataTransport(transporter.get(), MetadataOptions.standard())),
                new Lazy<>(() -> new DownloadEngine(partials.directory(), transporter.get(), settings, from.clock())),
                OwnedThreads.atMost("venom-background", BACKGROUND_THREADS));
    }

    @Override
    public void execute(Runnable task) {
        background.execute(task);
    }

    @Override
    public void close() {
        engine.end().ifPresent(DownloadEngine::close);
        transport.end();
        transporter.end().ifPresent(HttpTransporter::close);
        background.interrupt();
        if (!background.end(ENDING)) {
            LOG.warn("a provider's background work did not end within {} s", ENDING.toSeconds());
        }
    }
}
