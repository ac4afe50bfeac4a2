package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFileTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    @TempDir
    private Path cache;

    @Test
    void whatIsWrittenIsRead() {
        Library library = new Library(
                "https://ollama.example/library",
                NOW,
                Optional.of("W/\"1\""),
                true,
                List.of(new LibraryModel(
                        "gemma3",
                        Optional.of("Small \"ones\""),
                        OptionalLong.of(7),
                        List.of("vision"),
                        List.of(
                                new LibraryTag("270m", OptionalLong.of(292_000_000), OptionalLong.of(32_768)),
                                LibraryTag.named("4b")),
                        Optional.of(NOW))),
                List.of("something is missing"));
        LibraryFile file = LibraryFile.in(cache);

        file.write(library);

        assertThat(file.read()).hasValue(library);
        assertThat(cache.resolve("catalog")).isDirectoryContaining("glob:**/ollama.json");
        assertThat(cache.resolve("catalog").toFile().list()).hasSize(1);
    }

    @Test
    void aBrokenFileIsAsGoodAsNone() throws Exception {
        LibraryFile file = LibraryFile.in(cache);
        assertThat(file.read()).isEmpty();
        Files.createDirectories(cache.resolve("catalog"));

        Files.writeString(cache.resolve("catalog/ollama.json"), "{\"models\":[{\"name\":\"m\"");

        assertThat(file.read()).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNoFailure() throws Exception {
        Files.createFile(cache.resolve("catalog"));

        LibraryFile.in(cache).write(SeedLibrary.read());

        assertThat(LibraryFile.in(cache).read()).isEmpty();
    }
}
