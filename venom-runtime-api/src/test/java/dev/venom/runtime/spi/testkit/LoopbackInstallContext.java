package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * A host small enough for a test: it fetches files one after the other, without resuming, and puts them at
 * their destination once they hash to what was announced. Thread-safe, apart from {@link #fetch}.
 */
public final class LoopbackInstallContext implements InstallContext {
    private final Settings settings;
    private final LoopbackTransport transport = new LoopbackTransport();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final RecordingProgress progress = new RecordingProgress();
    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private final Runnable afterFetch;

    /**
     * Makes a host.
     *
     * @param settings what a provider sees of its configuration
     */
    public LoopbackInstallContext(Settings settings) {
        this(settings, () -> {});
    }

    /**
     * Makes a host that looks, or fails, between the last byte and the publication.
     *
     * @param settings what a provider sees of its configuration
     * @param afterFetch runs whenever files have been put at their destination
     */
    public LoopbackInstallContext(Settings settings, Runnable afterFetch) {
        this.settings = settings;
        this.afterFetch = afterFetch;
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
        return new NoProcesses();
    }

    @Override
    public Executor background() {
        return task -> {
            Thread thread = new Thread(task, "venom-testkit-background");
            thread.setDaemon(true);
            thread.start();
        };
    }

    @Override
    public RecordingProgress progress() {
        return progress;
    }

    @Override
    public void fetch(Collection<RemoteFile> files) {
        for (RemoteFile file : files) {
            progress.checkpoint();
            try {
                if (!isThere(file)) {
                    download(file);
                    fetched.add(file.path().text());
                }
            } catch (IOException broken) {
                throw new UncheckedIOException("Can't fetch " + file.path(), broken);
            }
        }
        afterFetch.run();
    }

    /**
     * The files that had to be fetched so far, because they were not there already.
     *
     * @return their paths in the model, in order
     */
    public List<String> fetched() {
        return List.copyOf(fetched);
    }

    private void download(RemoteFile file) throws IOException {
        Files.createDirectories(file.staging());
        Path staged = Files.createTempFile(file.staging(), "testkit-", ".part");
        try {
            receive(file, staged);
            require(file, staged);
            Files.createDirectories(file.destination().toAbsolutePath().getParent());
            Files.move(staged, file.destination(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private void receive(RemoteFile file, Path staged) throws IOException {
        HttpResponse<InputStream> response = transport.open(
                file.source().call(), head -> file.source().refusal(head).isEmpty());
        try (InputStream body = response.body()) {
            file.source().refusal(LoopbackTransport.head(response)).ifPresent(refusal -> {
                throw refusal;
            });
            if (response.statusCode() != 200) {
                throw new VenomException(
                        ErrorCode.PROVIDER_UNAVAILABLE,
                        file.path() + " was answered " + response.statusCode() + ".",
                        "");
            }
            Files.copy(body, staged, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isThere(RemoteFile file) throws IOException {
        return Files.isRegularFile(file.destination())
                && ContentDigest.of(file.destination(), file.digest().algorithm())
                        .equals(file.digest());
    }

    private static void require(RemoteFile file, Path staged) throws IOException {
        boolean intact = Files.size(staged) == file.sizeBytes()
                && ContentDigest.of(staged, file.digest().algorithm()).equals(file.digest());
        if (!intact) {
            throw new VenomException(
                    ErrorCode.CHECKSUM_MISMATCH, file.path() + " does not hash to what was announced.", "");
        }
    }
}
