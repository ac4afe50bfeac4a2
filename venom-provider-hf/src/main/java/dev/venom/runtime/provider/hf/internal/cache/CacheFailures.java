package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says what a failed access to the cache means. */
final class CacheFailures {
    private CacheFailures() {}

    static VenomException of(String what, Path path, IOException failure) {
        String reason = failure instanceof FileSystemException file && file.getReason() != null ? file.getReason() : "";
        if (failure instanceof AccessDeniedException || reason.contains("Read-only")) {
            return new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    what + " " + path + " is not permitted.",
                    "Let this user write below MODELS_CACHE_DIR, or choose another directory.",
                    failure);
        }
        if (reason.contains("No space left") || reason.contains("quota exceeded")) {
            return new VenomException(
                    ErrorCode.DISK_FULL,
                    what + " " + path + " failed: the disk is full.",
                    "Free some space, for instance with prune.",
                    failure);
        }
        return new VenomException(
                ErrorCode.INTERNAL,
                what + " " + path + " failed: " + failure.getClass().getSimpleName() + ".",
                "Check the file system; then try again.",
                failure);
    }

    static VenomException inTheWay(Path path, String what) {
        return new VenomException(
                ErrorCode.CORRUPT_STATE,
                path + " is in the way: it is " + what + ", and nothing is written through or over it.",
                "Move it away, then try again.");
    }
}
