package dev.venom.runtime.spi.file;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what a failed access to a directory of ours means to its user: that the disk is full, that this user may not
 * write there, that something is in the way. The JDK has most of it only in the words of the operating system, which
 * may be in another language: then the disk is looked at. Immutable.
 *
 * @param whenForbidden what to do where this user may not write
 */
public record StorageFailures(String whenForbidden) {
    private static final long ALMOST_NOTHING_BYTES = 64 << 10;
    private static final StorageFailures CACHE = new StorageFailures(
            "Check the owner, the permissions and the mount of the models cache, or choose another directory.");

    /**
     * Failures in the cache directory.
     *
     * @return the words for it
     */
    public static StorageFailures ofCache() {
        return CACHE;
    }

    /**
     * A failure to write in the cache directory.
     *
     * @param path what was written
     * @param failure what went wrong
     * @return the exception to throw
     */
    public static VenomException writing(Path path, IOException failure) {
        return CACHE.of("Writing", path, failure);
    }

    /**
     * Puts a failure into words.
     *
     * @param attempt what was tried, such as {@code Publishing}
     * @param path on what
     * @param failure what went wrong
     * @return the exception to throw
     */
    public VenomException of(String attempt, Path path, Exception failure) {
        String words = reason(failure);
        if (isForbidden(failure, words)) {
            return new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    attempt + " " + path + " is not permitted: " + words + ".",
                    whenForbidden,
                    failure);
        }
        if (isFull(words, path)) {
            return new VenomException(
                    ErrorCode.DISK_FULL,
                    attempt + " " + path + " failed: the disk is full (" + fileSystem(path) + ").",
                    "Free some space there, for instance with 'remove' or 'prune', and run it again: "
                            + "what was downloaded is kept.",
                    failure);
        }
        Optional<Path> inTheWay = fileAmongDirectories(path);
        if (inTheWay.isPresent()) {
            return new VenomException(
                    ErrorCode.CORRUPT_STATE,
                    attempt + " " + path + " failed: " + inTheWay.get() + " is in the way, as it is not a directory.",
                    "Move it away, or choose another directory.",
                    failure);
        }
        Optional<Path> dangling = danglingLink(path);
        if (dangling.isPresent()) {
            return new VenomException(
                    ErrorCode.CORRUPT_STATE,
                    attempt + " " + path + " failed: " + dangling.get() + " is a link that leads nowhere.",
                    "Mount the disk that it leads to, or point it elsewhere.",
                    failure);
        }
        return other(attempt, path, failure, words);
    }

    private static VenomException other(String attempt, Path path, Exception failure, String words) {
        if (says(words, "file name too long", "name too long")) {
            return new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    attempt + " " + path + " failed: its file system does not take so long a name.",
                    "Use a cache directory on another file system, or leave the file out with --exclude.",
                    failure);
        }
        if (says(words, "file too large")) {
            return new VenomException(
                    ErrorCode.DISK_FULL,
                    attempt + " " + path + " failed: its file system (" + fileSystem(path)
                            + ") does not take so large a file, or this process may not write one.",
                    "Use a cache directory on another file system, and see 'ulimit -f'.",
                    failure);
        }
        return new VenomException(
                ErrorCode.INTERNAL,
                attempt + " " + path + " failed: " + words + ".",
                "Check the disk and the system's log; then run it again: what was downloaded is kept.",
                failure);
    }

    private static boolean isFull(String words, Path path) {
        return says(words, "no space left", "quota exceeded") || isSpent(path);
    }

    private static boolean isForbidden(Exception failure, String words) {
        return failure instanceof AccessDeniedException
                || failure instanceof ReadOnlyFileSystemException
                || says(words, "permission denied", "read-only file system", "operation not permitted");
    }

    /** The system's words may be in another language; free space is not. A size of nothing is no answer. */
    private static boolean isSpent(Path path) {
        try {
            FileStore store = Files.getFileStore(existing(path));
            return store.getTotalSpace() > 0 && !store.isReadOnly() && store.getUsableSpace() < ALMOST_NOTHING_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static String fileSystem(Path path) {
        try {
            return Files.getFileStore(existing(path)).toString();
        } catch (IOException unknown) {
            return "unknown file system";
        }
    }

    private static Optional<Path> fileAmongDirectories(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return Optional.ofNullable(parent)
                .map(StorageFailures::existing)
                .filter(existing -> !Files.isDirectory(existing));
    }

    private static Optional<Path> danglingLink(Path path) {
        return Stream.iterate(path.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(Files::isSymbolicLink)
                .filter(link -> !Files.exists(link))
                .findFirst();
    }

    private static Path existing(Path path) {
        Path nearest = path.toAbsolutePath();
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    private static boolean says(String words, String... texts) {
        String lower = words.toLowerCase(Locale.ROOT);
        return Stream.of(texts).anyMatch(lower::contains);
    }

    private static String reason(Exception failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        String kind = failure.getClass().getSimpleName();
        return failure instanceof FileSystemException precise
                ? Optional.ofNullable(precise.getReason()).orElse(kind)
                : Optional.ofNullable(failure.getMessage()).orElse(kind);
    }
}
