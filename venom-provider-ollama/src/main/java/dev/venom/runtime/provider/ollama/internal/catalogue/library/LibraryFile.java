package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.file.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library on disk, a copy that can be lost: {@code catalog/ollama.json} of the cache directory, replaced as a whole.
 *
 * @param file where it is
 */
public record LibraryFile(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryFile.class);
    private static final long LARGEST_BYTES = 32L << 20;

    /**
     * The file of a cache directory.
     *
     * @param cacheDirectory the directory that holds everything
     * @return its file
     */
    public static LibraryFile in(Path cacheDirectory) {
        return new LibraryFile(cacheDirectory.resolve("catalog").resolve("ollama.json"));
    }

    /**
     * Reads it.
     *
     * @return the library; empty where there is none that can be read
     */
    public Optional<Library> read() {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(LibraryJson.read(in.readNBytes((int) LARGEST_BYTES)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | MalformedJsonException broken) {
            LOG.warn("the catalogue on disk is left aside file={} reason={}", file, broken.toString());
            return Optional.empty();
        }
    }

    /**
     * Replaces it. Where that fails the next program asks the source again; nothing else is lost.
     *
     * @param library what to keep
     */
    public void write(Library library) {
        try {
            new DurableFile(file).replace(LibraryJson.write(library), DurableFile.Durability.PROCESS);
        } catch (IOException failure) {
            LOG.warn("the catalogue can't be kept file={} reason={}", file, failure.toString());
        }
    }
}
