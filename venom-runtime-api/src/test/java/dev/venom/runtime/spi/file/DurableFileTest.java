package dev.venom.runtime.spi.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    private static final byte[] CONTENT = "new".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @Test
    void replacesAndLeavesNoDraft() throws IOException {
        Path file = directory.resolve("deep/manifest.json");

        new DurableFile(file).replace("old".getBytes(StandardCharsets.US_ASCII), DurableFile.Durability.POWER);
        new DurableFile(file).replace(CONTENT, DurableFile.Durability.PROCESS);

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(file.getParent()).isDirectoryContaining(file::equals);
        assertThat(Files.list(file.getParent())).hasSize(1);
    }

    @Test
    void anInterruptIsKeptForLater() throws IOException {
        Thread.currentThread().interrupt();

        new DurableFile(directory.resolve("x")).replace(CONTENT, DurableFile.Durability.POWER);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.resolve("x")).hasBinaryContent(CONTENT);
    }

    @Test
    void draftsOnAnotherDiskAreNoObstacle() throws IOException {
        Path otherDisk = Path.of("/dev/shm");
        Assumptions.assumeTrue(
                Files.isWritable(otherDisk) && !Files.getFileStore(otherDisk).equals(Files.getFileStore(directory)),
                "no second file system on this host");
        Path drafts = Files.createTempDirectory(otherDisk, "venom-drafts-");
        try {
            new DurableFile(directory.resolve("ref")).replace(CONTENT, DurableFile.Durability.POWER, drafts);

            assertThat(directory.resolve("ref")).hasBinaryContent(CONTENT);
            assertThat(drafts).isEmptyDirectory();
        } finally {
            Files.delete(drafts);
        }
    }
}
