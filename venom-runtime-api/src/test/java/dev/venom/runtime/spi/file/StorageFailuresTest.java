package dev.venom.runtime.spi.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageFailuresTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "No space left on device, DISK_FULL",
        "Disk quota exceeded, DISK_FULL",
        "File too large, DISK_FULL",
        "Permission denied, PERMISSION_DENIED",
        "Operation not permitted, PERMISSION_DENIED",
        "Read-only file system, PERMISSION_DENIED",
        "File name too long, INVALID_REQUEST",
        "Input/output error, INTERNAL"
    })
    void tellsFailuresApart(String words, ErrorCode code) {
        Path file = directory.resolve("model.safetensors");

        VenomException told =
                StorageFailures.ofCache().of("Writing", file, new FileSystemException(file.toString(), null, words));

        assertThat(told.code()).isEqualTo(code);
        assertThat(told).hasMessageContaining("Writing " + file);
        assertThat(told.hint()).isNotBlank();
    }

    @Test
    void wordsOfPlainChannelsCountToo() {
        IOException full = new IOException("No space left on device");

        assertThat(StorageFailures.writing(directory.resolve("x"), full).code()).isEqualTo(ErrorCode.DISK_FULL);
    }

    @Test
    void whoMayNotWriteIsToldWhatToDoThere() {
        Path file = directory.resolve("manifest");

        VenomException told = new StorageFailures("Run this as root.")
                .of("Removing", file, new AccessDeniedException(file.toString()));

        assertThat(told.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(told.hint()).isEqualTo("Run this as root.");
    }

    @Test
    void namesTheFileThatIsInTheWay() throws IOException {
        Path inTheWay = Files.createFile(directory.resolve("hub"));

        VenomException told = StorageFailures.writing(
                inTheWay.resolve("models/a"), new FileSystemException("a", null, "Not a directory"));

        assertThat(told.code()).isEqualTo(ErrorCode.CORRUPT_STATE);
        assertThat(told).hasMessageContaining(inTheWay + " is in the way");
    }
}
