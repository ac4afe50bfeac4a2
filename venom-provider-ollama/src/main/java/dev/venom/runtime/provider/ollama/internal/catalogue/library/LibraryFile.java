package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
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
        Path temporary = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            Files.write(temporary, LibraryJson.write(library));
            move(temporary);
        } catch (IOException failure) {
            LOG.warn("the catalogue can't be kept file={} reason={}", file, failure.toString());
        } finally {
            delete(temporary);
        }
    }

    private void move(Path temporary) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.debug("a temporary file is left file={} reason={}", temporary, e.toString());
        }
    }
}
