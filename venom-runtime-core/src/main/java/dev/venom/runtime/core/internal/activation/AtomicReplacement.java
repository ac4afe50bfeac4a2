package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.file.MountPoints;
import dev.venom.runtime.core.internal.file.ReplacementTrial;
import dev.venom.runtime.core.internal.file.SystemErrorText;
import dev.venom.runtime.spi.file.Flush;
import dev.venom.runtime.spi.file.Renaming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a new file in the place of an old one, so that a reader sees the one or the other. Can't be done where that would
 * change more than the text: another name of the file, its owner, a mount.
 *
 * @param target the file, without links
 */
record AtomicReplacement(Path target) {
    private static final Logger LOG = LoggerFactory.getLogger(AtomicReplacement.class);
    private static final int STICKY = 01000;

    /** Writes the new file, and takes it away again. */
    boolean isPossible(byte[] content) throws IOException {
        return drafted(content, Room.REQUIRED, draft -> new ReplacementTrial(target).requireMutable());
    }

    /** False where the file has to be written in place; nothing has changed then. */
    boolean isDone(byte[] content) throws IOException {
        boolean done = drafted(content, Room.DISPENSABLE, draft -> Renaming.replace(draft, target));
        if (done) {
            Flush.directory(target.resolveSibling(""));
        }
        return done;
    }

    private boolean drafted(byte[] content, Room room, Use use) throws IOException {
        if (hasOtherNames() || MountPoints.isOne(target)) {
            return false;
        }
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            // With everything that hangs on the file; what could not be taken over shows below.
            Files.copy(target, draft, StandardCopyOption.COPY_ATTRIBUTES);
            write(draft, content);
            if (!isAlike(draft) || isProtected(draft)) {
                return false;
            }
            use.of(draft);
            return true;
        } catch (IOException refused) {
            if (room == Room.REQUIRED && SystemErrorText.tellsOfAFullDisk(refused)) {
                throw refused;
            }
            LOG.debug("a file can't be replaced file={}", target, refused);
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path draft, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            Flush.file(channel);
        }
    }

    private boolean hasOtherNames() throws IOException {
        return (int) Files.getAttribute(target, "unix:nlink") > 1;
    }

    private boolean isAlike(Path draft) throws IOException {
        PosixFileAttributes old = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributes made = Files.readAttributes(draft, PosixFileAttributes.class);
        return made.owner().equals(old.owner())
                && made.group().equals(old.group())
                && made.permissions().equals(old.permissions());
    }

    /** In a directory like /tmp nobody replaces the files of others. */
    private boolean isProtected(Path draft) throws IOException {
        Path directory = target.resolveSibling("");
        boolean sticky = ((int) Files.getAttribute(directory, "unix:mode") & STICKY) != 0;
        Object self = Files.getAttribute(draft, "unix:uid");
        return sticky
                && !self.equals(0)
                && !self.equals(Files.getAttribute(target, "unix:uid"))
                && !self.equals(Files.getAttribute(directory, "unix:uid"));
    }

    /** Whether a disk without room for a second file is an end, or a reason to write into the first. */
    private enum Room {
        REQUIRED,
        DISPENSABLE
    }

    @FunctionalInterface
    private interface Use {
        void of(Path draft) throws IOException;
    }
}
