package dev.venom.runtime.spi.file;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Moves a file whose content is known: by a rename, and where that leads to another disk by a copy that is flushed and
 * hashed before it gets the name. Immutable.
 *
 * @param digest what the content hashes to
 * @param checkpoint called every few megabytes of a copy; may throw to end it
 */
public record VerifiedMove(Digest digest, Runnable checkpoint) {
    private static final String SUFFIX = ".incoming";
    private static final long COPY_STEP_BYTES = 8L << 20;
    private static final int HASH_BLOCK_BYTES = 1 << 20;
    /** A copy that nobody has written to for so long belongs to a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /**
     * Moves.
     *
     * @param from the file, flushed already
     * @param to its name
     * @param staging a directory on the disk of that name, made if need be, for a copy on its way
     * @throws IOException if it can't be done: the file stays where it was
     * @throws VenomException CHECKSUM_MISMATCH if the other disk gives back other bytes than it was given
     */
    public void move(Path from, Path to, Path staging) throws IOException {
        try {
            Renaming.replace(from, to);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            copy(from, to, staging);
            Files.deleteIfExists(from);
        }
        Flush.directory(to.toAbsolutePath().getParent());
    }

    /**
     * Copies, and leaves the file where it is.
     *
     * @param from the file
     * @param to the name of the copy
     * @param staging a directory on the disk of that name, made if need be, for a copy on its way
     * @throws IOException if it can't be done
     * @throws VenomException CHECKSUM_MISMATCH if the disk gives back other bytes than it was given
     */
    public void copy(Path from, Path to, Path staging) throws IOException {
        if (!Files.isDirectory(staging)) {
            Files.createDirectories(staging);
        }
        removeAbandonedCopies(staging);
        Path copy = staging.resolve(prefix() + UUID.randomUUID() + SUFFIX);
        try {
            copyBytes(from, copy);
            // A second disk is a second chance for a wrong byte.
            Digest actual = new FileHasher(HASH_BLOCK_BYTES).hash(copy, digest.algorithm(), hashed -> checkpoint.run());
            if (!actual.equals(digest)) {
                throw damaged(to, staging, actual);
            }
            Renaming.replace(copy, to);
            Flush.directory(to.toAbsolutePath().getParent());
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void copyBytes(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long position = 0;
            while (position < in.size()) {
                checkpoint.run();
                position += in.transferTo(position, COPY_STEP_BYTES, out);
            }
            Flush.file(out);
        }
    }

    private VenomException damaged(Path to, Path staging, Digest actual) {
        return new VenomException(
                ErrorCode.CHECKSUM_MISMATCH,
                to.getFileName() + " should be " + digest + " but its copy in " + staging + " is " + actual
                        + "; nothing was published.",
                "Check that disk, then install again; what was received is kept.");
    }

    private void removeAbandonedCopies(Path staging) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(staging, prefix() + "*" + SUFFIX)) {
            for (Path copy : copies) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(copy);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            // somebody else has cleared it away
        }
    }

    private String prefix() {
        return "venom-" + digest.hex() + "-";
    }
}
