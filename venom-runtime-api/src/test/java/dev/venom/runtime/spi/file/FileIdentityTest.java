package dev.venom.runtime.spi.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIdentityTest {
    @TempDir
    Path directory;

    @Test
    void everyWayToAFileLeadsToTheSame() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path file = Files.createFile(home.resolve("blob"));
        Path linkedHome = Files.createSymbolicLink(directory.resolve("alias"), home);
        Path secondName = Files.createLink(directory.resolve("second"), file);
        Path link = Files.createSymbolicLink(directory.resolve("link"), linkedHome.resolve("blob"));

        assertThat(FileIdentity.of(linkedHome.resolve("blob"))).isEqualTo(FileIdentity.of(file));
        assertThat(FileIdentity.of(secondName)).isEqualTo(FileIdentity.of(file));
        assertThat(FileIdentity.of(link)).isEqualTo(FileIdentity.of(file));
        assertThat(FileIdentity.of(home)).isNotEqualTo(FileIdentity.of(file));
    }

    @Test
    void aLinkIsSomethingElseThanItsFile() throws IOException {
        Path file = Files.createFile(directory.resolve("blob"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        assertThat(FileIdentity.ofEntry(link)).isNotEmpty().isNotEqualTo(FileIdentity.of(link));
        assertThat(FileIdentity.ofEntry(file)).isEqualTo(FileIdentity.of(file));
    }

    @Test
    void whatLeadsNowhereIsNothing() throws IOException {
        Path dangling = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("gone"));

        assertThat(FileIdentity.of(dangling)).isEmpty();
        assertThat(FileIdentity.ofEntry(dangling)).isNotEmpty();
        assertThat(FileIdentity.ofEntry(directory.resolve("gone"))).isEmpty();
    }
}
