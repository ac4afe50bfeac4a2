package dev.venom.runtime.spi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.venom.runtime.spi.file.FileSystemTraits.Trait;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileSystemTraitsTest {
    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskOfLinuxLacksNothing() {
        FileSystemTraits traits = FileSystemTraits.of(directory);

        assertThat(traits.isKnown()).isTrue();
        assertThat(traits.lacking()).isEmpty();
    }

    @Test
    void theTrialLeavesNothingBehind() {
        FileSystemTraits.of(directory);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryToComeIsJudgedByTheNearestAboveIt() {
        FileSystemTraits traits = FileSystemTraits.of(directory.resolve("not/yet/there"));

        assertThat(traits.directory()).isEqualTo(directory);
        assertThat(traits.isKnown()).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileInPlaceOfADirectoryIsJudgedByTheOneItLiesIn() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(FileSystemTraits.of(file).directory()).isEqualTo(directory);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereNothingCanBeWrittenNothingIsKnownAndAllCountsAsPossible() {
        FileSystemTraits traits = FileSystemTraits.of(Path.of("/proc"));

        assertThat(traits.isKnown()).isFalse();
        assertThat(Trait.values()).allMatch(traits::has);
    }

    @Test
    void whatWasFoundToBeMissingIsMissing() {
        FileSystemTraits traits = new FileSystemTraits(directory, Set.of(Trait.SYMBOLIC_LINKS, Trait.LOCKS), true);

        assertThat(traits.has(Trait.SYMBOLIC_LINKS)).isFalse();
        assertThat(traits.has(Trait.LOCKS)).isFalse();
        assertThat(traits.has(Trait.HARD_LINKS)).isTrue();
    }

    /** The file systems of /proc and /sys answer EINVAL or worse to a flush, as shares and user-space ones do. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDirectoryThatKnowsNoFlushIsNoFailure() {
        assertThatCode(() -> {
                    Flush.directory(Path.of("/proc/self"));
                    Flush.directory(directory.resolve("gone"));
                    Flush.directory(directory);
                })
                .doesNotThrowAnyException();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatKnowsNoFlushHasItsBytesAllTheSame() throws IOException {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.isWritable(device), "no such device here");

        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
            assertThatCode(() -> Flush.file(channel)).doesNotThrowAnyException();
        }
    }
}
