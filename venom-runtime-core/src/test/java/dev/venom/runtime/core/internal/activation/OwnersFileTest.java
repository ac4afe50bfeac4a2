package dev.venom.runtime.core.internal.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersFileTest {
    @TempDir
    private Path directory;

    @Test
    void keepsPermissionsAndLinks() throws IOException {
        Path target = Files.writeString(directory.resolve("service.env"), "A=1\n");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(directory.resolve("link.env"), target);

        new OwnersFile(link).replace("A=2\n");

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("A=2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(target, link);
        }
    }

    @Test
    void doesNotWriteWhatStandsThereAlready() throws IOException {
        Path target = Files.writeString(directory.resolve("service.env"), "A=1\n");
        Object before = Files.getAttribute(target, "unix:ino");

        new OwnersFile(target).replace("A=1\n");

        assertThat(Files.getAttribute(target, "unix:ino")).isEqualTo(before);
    }

    @Test
    void namesAFileThatIsMissing() {
        assertThatThrownBy(() -> new OwnersFile(directory.resolve("absent.env")).read())
                .isInstanceOfSatisfying(VenomException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(failure).hasMessageContaining("absent.env");
                });
    }
}
