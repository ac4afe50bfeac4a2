package dev.venom.runtime.benchmarks.download;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.download.DownloadEngine;
import dev.venom.runtime.core.internal.download.DownloadSettings;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Brings 256 MiB from a server in this process to a verified file, over one connection and over eight; beside it
 * the bare JDK client, which verifies nothing. Server and client share the machine, so only ratios mean something.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Djdk.httpclient.bufsize=262144", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"})
public class DownloadBenchmark {
    private static final long SIZE_BYTES = 256L << 20;

    @Param({"1", "8"})
    private int connections = 1;

    private final LocalHub hub = LocalHub.with(HubRepository.named("bench/model")
            .lfsFile("model.bin", Content.pseudoRandom(SIZE_BYTES, 1))
            .build());
    private final HttpClient bare =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private final Path directory = temporaryDirectory();
    private final HttpTransporter wire = new HttpTransporter(TransportOptions.of(Map.of()));
    private final URI address = URI.create(hub.url() + "/bench/model/resolve/main/model.bin");
    private final Path destination = directory.resolve("model.bin");

    /** Made by JMH. */
    public DownloadBenchmark() {}

    /**
     * Fetches, verifies and publishes.
     *
     * @return where the file is
     * @throws IOException if the file of the round before can't be deleted
     */
    @Benchmark
    public Path engine() throws IOException {
        Files.deleteIfExists(destination);
        DownloadSettings settings = DownloadSettings.builder()
                .maxConnections(connections)
                .rangesPerFile(connections)
                .build();
        try (DownloadEngine engine =
                new DownloadEngine(directory.resolve("partial"), wire, settings, Clock.systemUTC())) {
            engine.fetch(List.of(file()), any -> false, new SilentProgress());
        }
        return destination;
    }

    /**
     * Fetches with the JDK's own body handler, verifying nothing.
     *
     * @return where the file is
     * @throws IOException if it can't be had
     * @throws InterruptedException if it is interrupted
     */
    @Benchmark
    public Path bareClient() throws IOException, InterruptedException {
        return bare.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(destination))
                .body();
    }

    /** Asks once, so that the digest is computed before the clock runs. */
    @Setup
    public void computeDigest() {
        file();
    }

    /**
     * Ends the server and deletes the files.
     *
     * @throws IOException if they can't be deleted
     */
    @TearDown
    public void end() throws IOException {
        wire.close();
        hub.close();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private RemoteFile file() {
        String sha256 =
                hub.repository("bench/model").head().files().get("model.bin").etag();
        return new RemoteFile(
                RelativePath.of("model.bin"),
                SIZE_BYTES,
                Digest.sha256(sha256),
                destination,
                directory,
                () -> HttpCall.get(address));
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("venom-download");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
