package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.file.Flush;
import dev.venom.runtime.spi.file.Renaming;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * A file of the host's own, replaced whole or not at all. Owner and permissions stay as they are, and a link still points
 * where it did. Immutable.
 *
 * @param path the file, or a link to it
 */
record OwnersFile(Path path) {
    String read() {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The file " + path + ", which has to agree with the active model, does not exist.",
                    "Create it, or take it out of the runtime's description.",
                    missing);
        } catch (IOException failure) {
            throw new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "The file " + path + ", which has to agree with the active model, can't be read: "
                            + failure.getMessage() + ".",
                    "Check its owner and permissions; it has to be UTF-8 text.",
                    failure);
        }
    }

    /**
     * Replaces the text, durably; the same text is not written again.
     *
     * @throws VenomException if it can't be written: then the old text stays
     */
    void replace(String text) {
        if (read().equals(text)) {
            return;
        }
        try {
            Path target = path.toRealPath();
            Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                write(draft, text, target);
                Renaming.replace(draft, target);
            } finally {
                Files.deleteIfExists(draft);
            }
            Flush.directory(target.resolveSibling(""));
        } catch (IOException failure) {
            throw StorageFailures.writing(path, failure);
        }
    }

    /** Nobody may read the draft who may not read the file. */
    private static void write(Path draft, String text, Path target) throws IOException {
        PosixFileAttributes former = Files.readAttributes(target, PosixFileAttributes.class);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            Flush.file(channel);
        }
        PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        PosixFileAttributes made = view.readAttributes();
        if (!made.group().equals(former.group())) {
            view.setGroup(former.group());
        }
        if (!made.owner().equals(former.owner())) {
            view.setOwner(former.owner());
        }
        view.setPermissions(former.permissions());
    }
}
