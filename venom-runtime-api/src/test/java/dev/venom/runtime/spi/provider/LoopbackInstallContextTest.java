package dev.venom.runtime.spi.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.LoopbackInstallContext;
import dev.venom.runtime.spi.transport.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackInstallContextTest {
    private static final String CONTENT = "weights";

    private ShelfServer server;
    private LoopbackInstallContext context;
    private Path directory;

    @BeforeEach
    void startServer(@TempDir Path cacheDirectory) throws IOException {
        directory = cacheDirectory;
        server = new ShelfServer().model("small", Map.of("a", CONTENT));
        context = new LoopbackInstallContext(InMemorySettings.in(cacheDirectory));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void putsAFileAtItsDestinationOnce() {
        RemoteFile file = file(ShelfServer.sha256(CONTENT), CONTENT.length());

        context.fetch(List.of(file));
        context.fetch(List.of(file));

        assertThat(file.destination()).hasContent(CONTENT);
        assertThat(file.staging()).isEmptyDirectory();
        assertThat(context.fetched()).hasSize(1);
    }

    @Test
    void putsNothingThereThatIsNotWhatWasAnnounced() {
        RemoteFile wrongLength = file(ShelfServer.sha256(CONTENT), CONTENT.length() + 1);

        assertThatThrownBy(() -> context.fetch(List.of(wrongLength)))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CHECKSUM_MISMATCH));
        assertThat(wrongLength.destination()).doesNotExist();
        assertThat(wrongLength.staging()).isEmptyDirectory();
    }

    @Test
    void fetchesNothingOnceItIsCancelled() {
        RemoteFile file = file(ShelfServer.sha256(CONTENT), CONTENT.length());
        context.progress().cancel();

        assertThatThrownBy(() -> context.fetch(List.of(file)))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(file.destination()).doesNotExist();
    }

    private RemoteFile file(String sha256, long sizeBytes) {
        URI address = URI.create(server.address() + "/files/" + sha256);
        return new RemoteFile(
                RelativePath.of("a"),
                sizeBytes,
                Digest.sha256(sha256),
                directory.resolve("blobs").resolve(sha256),
                directory.resolve("staging"),
                () -> HttpCall.get(address));
    }
}
