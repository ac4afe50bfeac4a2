package dev.venom.runtime.core.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A small file that is replaced as a whole: whoever reads it sees the old content or the new, also after a
 * crash at any instant. Immutable.
 *
 * @param path the file
 */
public record DurableFile(Path path) {
    /** How much a replacement has to survive. */
    public enum Durability {
        /** A kill of this process. */
        PROCESS,
        /** A loss of power too: flushed before and after the rename. */
        POWER
    }

    /**
     * Replaces the content.
     *
     * @param content the new content
     * @param durability what it has to survive
     * @throws IOException if it can't be written; the old content stays
     */
    public void replace(byte[] content, Durability durability) throws IOException {
        InterruptShield.shielded(() -> replaceOnce(content, durability));
    }

    /**
     * Flushes a directory, so that a rename in it survives a loss of power.
     *
     * @param directory the directory
     * @throws IOException if the file system refuses
     */
    public static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path replaceOnce(byte[] content, Durability durability) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path draft = directory.resolve("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            write(draft, content, durability);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            deleteQuietly(draft, failure);
            throw failure;
        }
        if (durability == Durability.POWER) {
            syncDirectory(directory);
        }
        return path;
    }

    private static void write(Path draft, byte[] content, Durability durability) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (durability == Durability.POWER) {
                channel.force(true);
            }
        }
    }

    private static void deleteQuietly(Path draft, IOException failure) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException cleanup) {
            failure.addSuppressed(cleanup);
        }
    }
}
