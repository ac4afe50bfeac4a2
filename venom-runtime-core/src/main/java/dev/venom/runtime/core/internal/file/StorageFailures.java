package dev.venom.runtime.core.internal.file;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Says in the library's words why a file could not be written. */
public final class StorageFailures {
    private StorageFailures() {}

    /**
     * Tells a full disk, a forbidden or read-only place and the rest apart. The JDK knows the first two of
     * these only by the operating system's text.
     *
     * @param path what was written
     * @param failure what went wrong
     * @return the exception to throw
     */
    public static VenomException writing(Path path, IOException failure) {
        String words = reason(failure);
        String reason = words.toLowerCase(Locale.ROOT);
        if (reason.contains("no space left") || reason.contains("quota exceeded")) {
            return new VenomException(
                    ErrorCode.DISK_FULL,
                    "The disk is full: " + path + " could not be written.",
                    "Free some space, for instance with 'remove' or 'prune', and run it again: what was downloaded is kept.",
                    failure);
        }
        if (reason.contains("read-only file system")
                || reason.contains("permission denied")
                || reason.contains("operation not permitted")) {
            return new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    "Not allowed to write " + path + ": " + words + ".",
                    "Check the owner, the permissions and the mount of the cache directory, or choose another one.",
                    failure);
        }
        Optional<Path> inTheWay = fileAmongDirectories(path);
        if (inTheWay.isPresent()) {
            return new VenomException(
                    ErrorCode.CORRUPT_STATE,
                    inTheWay.get() + " is in the way: it is not a directory, so " + path + " could not be written.",
                    "Move it away, or choose another cache directory.",
                    failure);
        }
        return new VenomException(
                ErrorCode.INTERNAL,
                "Writing " + path + " failed: " + words + ".",
                "Check the disk; then run it again: what was downloaded is kept.",
                failure);
    }

    private static Optional<Path> fileAmongDirectories(Path path) {
        Path nearest = path.toAbsolutePath().getParent();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return Optional.ofNullable(nearest).filter(existing -> !Files.isDirectory(existing));
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        Optional<String> text = failure instanceof FileSystemException precise
                ? Optional.ofNullable(precise.getReason())
                : Optional.ofNullable(failure.getMessage());
        return text.orElse(failure.getClass().getSimpleName());
    }
}
