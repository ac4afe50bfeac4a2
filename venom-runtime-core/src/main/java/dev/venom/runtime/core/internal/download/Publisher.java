package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.core.internal.digest.FileHasher;
import dev.venom.runtime.core.internal.partial.PartialFile;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Puts a verified file at its destination, so that at no instant anything else can be seen there. */
final class Publisher {
    private static final String SUFFIX = ".incoming";
    private static final long COPY_STEP_BYTES = 8L << 20;
    /** A copy that nobody has written to for so long belongs to a process that was killed. */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final RemoteFile file;
    private final Halt halt;
    private final int hashBlockBytes;

    Publisher(RemoteFile file, Halt halt, int hashBlockBytes) {
        this.file = file;
        this.halt = halt;
        this.hashBlockBytes = hashBlockBytes;
    }

    /** Publishes; afterwards nothing is left of the partial file. */
    void publish(PartialFile partial) throws IOException {
        partial.force();
        makeDirectories(file.destination().toAbsolutePath().getParent());
        try {
            rename(partial.data(), file.destination());
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            copy(partial);
        }
        // The journal goes last: one without data is only litter, data without a journal would be lost work.
        partial.delete();
    }

    private void copy(PartialFile partial) throws IOException {
        makeDirectories(file.staging());
        removeAbandonedCopies();
        Path copy = file.staging().resolve(prefix() + UUID.randomUUID() + SUFFIX);
        try {
            copyBytes(partial.data(), copy);
            // A second disk is a second chance for a wrong byte.
            Digest actual =
                    new FileHasher(hashBlockBytes).hash(copy, file.digest().algorithm(), hashed -> halt.checkpoint());
            if (!actual.equals(file.digest())) {
                throw damaged(actual);
            }
            rename(copy, file.destination());
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void copyBytes(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long position = 0;
            while (position < in.size()) {
                halt.checkpoint();
                position += in.transferTo(position, COPY_STEP_BYTES, out);
            }
            out.force(true);
        }
    }

    private VenomException damaged(Digest actual) {
        return new VenomException(
                ErrorCode.CHECKSUM_MISMATCH,
                file.path() + " should be " + file.digest() + " but its copy in " + file.staging() + " is " + actual
                        + "; nothing was published.",
                "Check that disk, then install again; what was received is kept.");
    }

    private void removeAbandonedCopies() throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(file.staging(), prefix() + "*" + SUFFIX)) {
            for (Path copy : copies) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(copy);
                }
            }
        }
    }

    private String prefix() {
        return "venom-" + file.digest().hex() + "-";
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to.toAbsolutePath().getParent());
    }

    private static void makeDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
    }

    /** Brings a directory's entries to the device, where the system knows how to do that. */
    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // Windows opens no directories; the rename itself was done.
        }
    }
}
