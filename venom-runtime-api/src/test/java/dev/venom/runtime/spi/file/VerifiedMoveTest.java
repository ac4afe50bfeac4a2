package dev.venom.runtime.spi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedMoveTest {
    private static final byte[] CONTENT = "weights".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private Path from;
    private Path to;
    private Path staging;

    @BeforeEach
    void write() throws IOException {
        from = Files.write(directory.resolve("partial"), CONTENT);
        to = directory.resolve("blob");
        staging = directory.resolve("staging");
    }

    @Test
    void onOneDiskNothingIsCopied() throws IOException {
        Object identity = FileIdentity.of(from).orElseThrow();

        move().move(from, to, staging);

        assertThat(FileIdentity.of(to)).contains((FileIdentity) identity);
        assertThat(from).doesNotExist();
        assertThat(staging).doesNotExist();
    }

    @Test
    void aMoveTakesThePlaceOfWhatWasThere() throws IOException {
        Files.writeString(to, "damaged");

        move().move(from, to, staging);

        assertThat(to).hasBinaryContent(CONTENT);
    }

    @Test
    void aCopyIsWholeAndLeavesNothingElse() throws IOException {
        move().copy(from, to, staging);

        assertThat(to).hasBinaryContent(CONTENT);
        assertThat(from).exists();
        assertThat(staging).isEmptyDirectory();
    }

    @Test
    void whatCameOutWrongIsNotPublished() throws IOException {
        Files.writeString(from, "otherwise");

        assertThatThrownBy(() -> move().copy(from, to, staging))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CHECKSUM_MISMATCH));
        assertThat(to).doesNotExist();
        assertThat(staging).isEmptyDirectory();
        assertThat(from).exists();
    }

    @Test
    void acrossDisksTheFileArrivesAndLeaves() throws IOException {
        Path otherDisk = Path.of("/dev/shm");
        Assumptions.assumeTrue(
                Files.isWritable(otherDisk) && !Files.getFileStore(otherDisk).equals(Files.getFileStore(directory)),
                "no second file system on this host");
        Path elsewhere = Files.createTempDirectory(otherDisk, "venom-move-");
        try {
            move().move(from, elsewhere.resolve("blob"), elsewhere.resolve("staging"));

            assertThat(elsewhere.resolve("blob")).hasBinaryContent(CONTENT);
            assertThat(from).doesNotExist();
        } finally {
            for (String name : new String[] {"blob", "staging", ""}) {
                Files.deleteIfExists(elsewhere.resolve(name));
            }
        }
    }

    private static VerifiedMove move() throws IOException {
        Path sample = Files.write(Files.createTempFile("venom-sample-", ".tmp"), CONTENT);
        try {
            return new VerifiedMove(
                    new FileHasher(1 << 10).hash(sample, Digest.Algorithm.SHA256, hashed -> {}), () -> {});
        } finally {
            Files.delete(sample);
        }
    }
}
