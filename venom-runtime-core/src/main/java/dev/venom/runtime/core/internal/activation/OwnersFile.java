package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.file.SystemErrorText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of the host's own, of which only the text changes: owner, permissions, attributes and further names of it stay,
 * and a link still points where it did. It is replaced whole where that can be, and else written in place, with a copy
 * beside our own files from which a torn one is mended. Immutable.
 *
 * @param path the file, or a link to it
 * @param copies where the copies lie
 */
record OwnersFile(Path path, RewriteCopies copies) {
    /** The text, a character for each byte. */
    String read() {
        try {
            Path target = target();
            byte[] content = Files.readAllBytes(target);
            return text(copies.mended(target, content));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /**
     * Finds out whether the text could be replaced, without replacing it.
     *
     * @throws VenomException if it could not be written
     */
    void tryReplacing(String text) {
        if (read().equals(text)) {
            return;
        }
        try {
            Path target = target();
            if (!new AtomicReplacement(target).isPossible(bytes(text))) {
                new InPlaceRewrite(target, copies).tryOut(bytes(text));
            }
        } catch (IOException failure) {
            throw unwritable(failure);
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
            Path target = target();
            if (!new AtomicReplacement(target).isDone(bytes(text))) {
                new InPlaceRewrite(target, copies).write(bytes(text));
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    private Path target() throws IOException {
        Path target = path.toRealPath();
        if (!Files.isRegularFile(target)) {
            // A pipe would keep its reader for ever.
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    named() + ", is not a regular file.",
                    "Name a file of settings, or take it out of the runtime's description.");
        }
        return target;
    }

    private VenomException unreadable(IOException failure) {
        if (!(failure instanceof NoSuchFileException)) {
            return new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    named() + ", can't be read: " + SystemErrorText.of(failure) + ".",
                    "Check its owner and permissions.",
                    failure);
        }
        boolean dangling = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        return new VenomException(
                ErrorCode.INVALID_REQUEST,
                named() + (dangling ? ", is a link to a file that does not exist." : ", does not exist."),
                "Create it, or take it out of the runtime's description.",
                failure);
    }

    private VenomException unwritable(IOException failure) {
        boolean full = SystemErrorText.tellsOfAFullDisk(failure);
        return new VenomException(
                full ? ErrorCode.DISK_FULL : ErrorCode.PERMISSION_DENIED,
                named() + ", can't be written: " + SystemErrorText.of(failure) + ".",
                full
                        ? "Free some space where it lies, and where the cache directory lies."
                        : "Let this user write the file, or take it out of the runtime's description.",
                failure);
    }

    private String named() {
        return "The file " + path + ", which has to agree with the active model";
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
