package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.stream.Stream;

/** Says what a failing disk means. */
final class StorageFailures {
    private static final long ALMOST_NOTHING_BYTES = 64 << 10;

    private StorageFailures() {}

    /** The failure in words for people, with DISK_FULL or PERMISSION_DENIED where it is one of these. */
    static VenomException of(String what, Path where, Exception cause) {
        if (cause instanceof AccessDeniedException
                || cause instanceof ReadOnlyFileSystemException
                || says(cause, "permission denied", "read-only file system", "operation not permitted")) {
            return new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "Cannot write " + what + ": " + where + " may not be written by this process.",
                    "Give this user write access to the models cache, or choose another directory.",
                    cause);
        }
        if (says(cause, "no space left", "disk quota exceeded", "file too large") || isFull(where)) {
            return new VenomException(
                    ErrorCode.DISK_FULL,
                    "Cannot write " + what + ": the file system of " + where + " (" + fileSystem(where)
                            + ") has no room left. What was received is kept.",
                    "Free some space there and start the install again; it continues where it stopped.",
                    cause);
        }
        return new VenomException(
                ErrorCode.INTERNAL,
                "Cannot write " + what + ": the file system of " + where + " failed (" + reason(cause) + ").",
                "Check the disk and the system's log, then start the install again.",
                cause);
    }

    private static boolean says(Exception cause, String... texts) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of(texts).anyMatch(message::contains);
    }

    private static String reason(Exception cause) {
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    /** The system's words may be in another language; free space is not. */
    private static boolean isFull(Path where) {
        try {
            return Files.getFileStore(existing(where)).getUsableSpace() < ALMOST_NOTHING_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static String fileSystem(Path where) {
        try {
            return Files.getFileStore(existing(where)).toString();
        } catch (IOException unknown) {
            return "unknown file system";
        }
    }

    private static Path existing(Path where) {
        Path path = where.toAbsolutePath();
        while (path.getParent() != null && !Files.exists(path)) {
            path = path.getParent();
        }
        return path;
    }
}
