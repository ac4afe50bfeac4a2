package dev.venom.runtime.core.internal.activation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnersFileTest {
    @TempDir
    private Path directory;

    @TempDir
    private Path elsewhere;

    @Test
    void keepsPermissionsAndLinks() throws IOException {
        Path target = Files.writeString(directory.resolve("service.env"), "A=1\n");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(directory.resolve("link.env"), target);

        file(link).replace("A=2\n");

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

        file(target).replace("A=1\n");

        assertThat(Files.getAttribute(target, "unix:ino")).isEqualTo(before);
    }

    @Test
    void namesAFileThatIsMissing() {
        assertThatThrownBy(() -> file(directory.resolve("absent.env")).read())
                .isInstanceOfSatisfying(VenomException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(failure).hasMessageContaining("absent.env");
                });
    }

    @Test
    void keepsEveryNameOfAFile() throws IOException {
        Path target = Files.writeString(directory.resolve("service.env"), "A=1\nB=2\n");
        Path other = Files.createLink(directory.resolve("other.env"), target);

        file(target).tryReplacing("A=2\n");
        assertThat(other).hasContent("A=1\nB=2\n");
        file(target).replace("A=2\n");

        assertThat(other).hasContent("A=2\n");
        assertThat(Files.isSameFile(target, other)).isTrue();
        assertThat(copies()).isEmpty();
    }

    @Test
    void comesBackByteForByteWhateverItsEncoding() throws IOException {
        byte[] bytes = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'A', '=', (byte) 0xE9, (byte) 0xFF, '\r', '\n'};
        Path target = Files.write(directory.resolve("service.env"), bytes);
        OwnersFile file = file(target);
        String text = file.read();

        file.replace(text + "B=1\n");
        file.replace(text);

        assertThat(target).hasBinaryContent(bytes);
    }

    @Test
    void changesNothingWhileItIsTried() throws IOException {
        Path target = Files.writeString(directory.resolve("service.env"), "A=1\n");
        Object before = Files.readAttributes(target, "unix:ino,lastModifiedTime,ctime");

        file(target).tryReplacing("A=2\n");

        assertThat(Files.readAttributes(target, "unix:ino,lastModifiedTime,ctime"))
                .isEqualTo(before);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(target);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 12})
    void isPutBackWhereItsWriterDiedInTheMiddle(int written) throws IOException {
        String former = "A=1\nSECRET=s3cret\n";
        String next = "A=22\nSECRET=s3cret\nMODEL=/models/new\n";
        String torn = next.substring(0, written) + (written < former.length() ? former.substring(written) : "");
        Path target = Files.writeString(directory.resolve("service.env"), torn);
        RewriteCopies copies = new RewriteCopies(cache());
        copies.keep(target.toRealPath(), former.getBytes(UTF_8), next.getBytes(UTF_8));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies().get(0))))
                .isEqualTo("rw-------");

        assertThat(new OwnersFile(target, copies).read()).isEqualTo(former);

        assertThat(target).hasContent(former);
        assertThat(copies()).isEmpty();
    }

    @Test
    void leavesWhatItsOwnerWroteAfterAWriterDied() throws IOException {
        Path target = Files.writeString(directory.resolve("service.env"), "A=3\n# mine\n");
        RewriteCopies copies = new RewriteCopies(cache());
        copies.keep(target.toRealPath(), "A=1\n".getBytes(UTF_8), "A=2\nB=1\n".getBytes(UTF_8));

        assertThat(new OwnersFile(target, copies).read()).isEqualTo("A=3\n# mine\n");
        assertThat(copies()).isEmpty();
    }

    @Test
    void namesALinkThatLeadsNowhere() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.env"), directory.resolve("absent.env"));

        assertThatThrownBy(() -> file(link).read())
                .isInstanceOf(VenomException.class)
                .hasMessageContaining(link.toString())
                .hasMessageContaining("link to a file that does not exist");
    }

    @Test
    void namesWhatIsNoFile() {
        assertThatThrownBy(() -> file(directory).read())
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("is not a regular file");
    }

    private OwnersFile file(Path path) {
        return new OwnersFile(path, new RewriteCopies(cache()));
    }

    private Path cache() {
        return elsewhere.resolve("runtimes");
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.toList();
        }
    }
}
