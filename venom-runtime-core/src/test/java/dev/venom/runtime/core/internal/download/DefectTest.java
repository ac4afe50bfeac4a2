package dev.venom.runtime.core.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.partial.PartialFile;
import dev.venom.runtime.core.internal.partial.PartialLimits;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.provider.RemoteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nobody expected ends a download with INTERNAL: it neither hangs nor looks done. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DefectTest {
    @TempDir
    Path directory;

    private DownloadFixture bench;

    @BeforeEach
    void open() {
        bench = new DownloadFixture(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anErrorOnTheThreadOfARangeEndsTheDownload() {
        RemoteFile file = withSource(bench.large(), () -> {
            throw new OutOfMemoryError("made up");
        });

        assertDefect(file);
    }

    @Test
    void anErrorOnTheThreadOfAFileDoesNotLookLikeItsEnd() throws IOException {
        RemoteFile file = bench.large();
        Files.createDirectories(file.destination().getParent());
        Files.writeString(file.destination(), "anything");

        assertThatExceptionOfType(VenomException.class)
                .isThrownBy(() -> bench.engine()
                        .fetch(
                                List.of(file),
                                found -> {
                                    throw new StackOverflowError("made up");
                                },
                                new RecordingSink()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void missingBytesThatNobodyFetchesAreFoundOut() throws IOException {
        RemoteFile file = bench.file(DownloadFixture.SMALL);
        PartialStore partials = new PartialStore(
                directory.resolve("partial"), PartialLimits.standard(), Clock.systemUTC(), ProcessIdentity.current());
        partials.lease(file.digest());
        try (EngineThreads threads = new EngineThreads();
                PartialFile partial = partials.open(file.digest(), file.sizeBytes())) {
            partial.write(ByteBuffer.allocate((int) file.sizeBytes()), 0);
            Transfer transfer = transfer(file, partial, threads);
            // Behind its back: now it believes that everything has come, and nothing has.
            partial.reset();

            transfer.tick();

            assertThatExceptionOfType(VenomException.class)
                    .isThrownBy(() -> transfer.awaitFrontier(0, 0))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL))
                    .withMessageContaining(file.sizeBytes() + " bytes");
        }
    }

    private Transfer transfer(RemoteFile file, PartialFile partial, EngineThreads threads) {
        EngineResources resources = new EngineResources(
                DownloadSettings.standard(),
                bench.transporter(),
                new PartialStore(
                        directory.resolve("partial"),
                        PartialLimits.standard(),
                        Clock.systemUTC(),
                        ProcessIdentity.current()),
                new ConnectionBudget(1),
                threads);
        return new Transfer(file, partial, resources, new FetchContext(this, new StopSignal(), line -> {}));
    }

    private void assertDefect(RemoteFile file) {
        assertThatExceptionOfType(VenomException.class)
                .isThrownBy(() -> bench.fetch(file))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    private static RemoteFile withSource(RemoteFile file, RemoteSource source) {
        return new RemoteFile(
                RelativePath.of(file.path().toString()),
                file.sizeBytes(),
                file.digest(),
                file.destination(),
                file.staging(),
                source);
    }
}
