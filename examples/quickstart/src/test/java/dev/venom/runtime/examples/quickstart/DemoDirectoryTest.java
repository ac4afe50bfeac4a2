package dev.venom.runtime.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
    @TempDir
    private Path temporary;

    @Test
    void deletesAnEarlierDemonstrationButNotWhatItsLinksLeadTo() throws IOException {
        Path kept = Files.writeString(temporary.resolve("kept"), "mine");
        Path directory = Files.createDirectories(temporary.resolve("demo/hub/x"))
                .getParent()
                .getParent();
        Files.writeString(directory.resolve("manifest.json"), "{}");
        Files.createSymbolicLink(directory.resolve("hub/x/link"), kept);

        DemoDirectory.clear(directory);

        assertThat(directory).doesNotExist();
        assertThat(kept).hasContent("mine");
    }

    @Test
    void refusesADirectoryOfSomebodyElse() throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("demo"));
        Path kept = Files.writeString(directory.resolve("kept"), "mine");

        assertThatIOException().isThrownBy(() -> DemoDirectory.clear(directory)).withMessageContaining("move it away");
        assertThat(kept).hasContent("mine");
    }

    @Test
    void hasNothingToDoTheFirstTime() throws IOException {
        DemoDirectory.clear(temporary.resolve("demo"));

        assertThat(temporary).isEmptyDirectory();
    }
}
