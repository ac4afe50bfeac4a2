package dev.venom.runtime.spi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * Replaces the content; the directory is made where there is none.
     *
     * @param content the new content
     * @param durability what it has to survive
     * @throws IOException if it can't be written; the old content stays
     */
    public void replace(byte[] content, Durability durability) throws IOException {
        Path directory = directory();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        replace(content, durability, directory);
    }

    /**
     * Replaces the content by way of another directory, for one in which a stranger's program would take a draft for
     * a file of its own. Where that lies on another disk, the draft is written beside the file after all.
     *
     * @param content the new content
     * @param durability what it has to survive
     * @param drafts where the new content is written first
     * @throws IOException if it can't be written; the old content stays
     */
    public void replace(byte[] content, Durability durability, Path drafts) throws IOException {
        InterruptShield.shielded(() -> replaceOnce(content, durability, drafts));
    }

    private Path replaceOnce(byte[] content, Durability durability, Path drafts) throws IOException {
        Path draft = drafts.resolve(".venom-" + UUID.randomUUID() + ".tmp");
        try {
            write(draft, content, durability);
            Renaming.replace(draft, path);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            Files.deleteIfExists(draft);
            if (drafts.equals(directory())) {
                throw otherDisk;
            }
            return replaceOnce(content, durability, directory());
        } catch (IOException failure) {
            deleteQuietly(draft, failure);
            throw failure;
        }
        if (durability == Durability.POWER) {
            Flush.directory(directory());
        }
        return path;
    }

    private Path directory() {
        return path.toAbsolutePath().getParent();
    }

    private static void write(Path draft, byte[] content, Durability durability) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (durability == Durability.POWER) {
                Flush.file(channel);
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
