package dev.venom.runtime.core.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/**
 * Finds out whether a file could be replaced as a whole, without replacing it. Immutable.
 *
 * @param path the file, which need not exist
 */
public record ReplacementTrial(Path path) {
    /**
     * Writes what would be put in its place beside it, and takes it away again.
     *
     * @param content the content to come
     * @throws IOException if the file could not be replaced
     */
    public void require(byte[] content) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null, "a directory is in its place");
        }
        if (MountPoints.isOne(path)) {
            throw new FileSystemException(path.toString(), null, "it is mounted by itself and can't be replaced");
        }
        Path directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path draft = directory.resolve("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(draft, content, StandardOpenOption.CREATE_NEW);
        } finally {
            Files.deleteIfExists(draft);
        }
        requireMutable();
    }

    /**
     * Refuses a file that is kept from being changed by whoever may change all others ({@code chattr +i}, {@code +a}).
     *
     * @throws IOException if nobody may replace it
     */
    public void requireMutable() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.position();
        } catch (AccessDeniedException | NoSuchFileException replaceable) {
            // What may not be written to may still be replaced, and so may what is a link or missing.
            return;
        } catch (FileSystemException refused) {
            String reason = String.valueOf(refused.getReason()).toLowerCase(Locale.ROOT);
            if (reason.contains("not permitted") || reason.contains("read-only")) {
                throw refused;
            }
        }
    }
}
