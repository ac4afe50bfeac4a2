package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.http.Backoff;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A hub with one large and one small file, an engine with little patience, and a directory. */
final class DownloadFixture implements AutoCloseable {
    static final String LARGE = "model.safetensors";
    static final String SMALL = "config.json";
    /** Longer than a range, and quickly packed. */
    static final String PACKABLE = "tokenizer.json";

    static final long LARGE_BYTES = 24L << 20;
    static final long RANGE_BYTES = 1L << 20;

    private final Path directory;
    private final LocalHub hub;
    private final HttpTransporter transporter;
    private final DownloadEngine engine;

    DownloadFixture(Path directory) {
        this(directory, DownloadSettings.builder());
    }

    DownloadFixture(Path directory, DownloadSettings.Builder settings) {
        this.directory = directory;
        this.hub = LocalHub.with(HubRepository.named("org/model")
                .file(SMALL, "{\"model_type\":\"llama\"}")
                .file("empty.txt", "")
                .file(PACKABLE, Content.of("{\"a\": \"b\"}\n".repeat(200_000)))
                .file(LARGE, Content.pseudoRandom(LARGE_BYTES, 7))
                .build());
        this.transporter = new HttpTransporter(TransportOptions.of(Map.of()));
        this.engine = new DownloadEngine(
                directory.resolve("partial"), transporter, impatient(settings).build(), Clock.systemUTC());
    }

    static DownloadSettings.Builder impatient(DownloadSettings.Builder settings) {
        return settings.rangeBytes(RANGE_BYTES, 4 * RANGE_BYTES)
                .stallTimeout(Duration.ofMillis(600))
                .noProgressTimeout(Duration.ofSeconds(2))
                .backoff(new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), () -> 0.5));
    }

    LocalHub hub() {
        return hub;
    }

    HttpTransporter transporter() {
        return transporter;
    }

    DownloadEngine engine() {
        return engine;
    }

    Path directory() {
        return directory;
    }

    RemoteFile file(String name) {
        HubFile described = described(name);
        Digest digest = described.isLfs() ? Digest.sha256(described.etag()) : Digest.gitSha1(described.etag());
        URI uri = hub.url().resolve("/org/model/resolve/main/" + name);
        return new RemoteFile(
                RelativePath.of(name),
                described.size(),
                digest,
                directory.resolve("blobs").resolve(digest.hex()),
                directory.resolve("staging"),
                () -> HttpCall.get(uri));
    }

    RemoteFile large() {
        return file(LARGE);
    }

    RecordingSink fetch(RemoteFile... files) {
        RecordingSink sink = new RecordingSink();
        engine.fetch(List.of(files), file -> true, sink);
        return sink;
    }

    CompletableFuture<Void> fetchAside(RecordingSink sink, RemoteFile... files) {
        return CompletableFuture.runAsync(
                () -> engine.fetch(List.of(files), file -> true, sink), work -> new Thread(work, "test-fetch").start());
    }

    boolean isPublished(RemoteFile file) throws IOException {
        HubFile described = described(file.path().toString());
        return Files.exists(file.destination())
                && new dev.venom.runtime.spi.file.FileHasher(1 << 16)
                        .hash(file.destination(), file.digest().algorithm(), hashed -> {})
                        .hex()
                        .equals(described.etag());
    }

    long served(RemoteFile file) {
        return hub.requests()
                .served(described(file.path().toString()).blob().sha256())
                .total();
    }

    private HubFile described(String name) {
        return hub.repository("org/model").head().file(name).orElseThrow();
    }

    @Override
    public void close() {
        engine.close();
        transporter.close();
        hub.close();
    }
}
