package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Says what a failed access to the store means. */
final class StoreFailures {
    private StoreFailures() {}

    static VenomException of(String what, Path path, IOException failure) {
        String reason = failure instanceof FileSystemException file
                ? Optional.ofNullable(file.getReason()).orElse("")
                : "";
        if (failure instanceof AccessDeniedException
                || reason.contains("Read-only")
                || reason.contains("not permitted")) {
            return new VenomException(
                    ErrorCode.PERMISSION_DENIED,
                    what + " " + path + " is not permitted.",
                    "Run this as the owner of the store or as root, or set OLLAMA_MODELS to a store of your own.",
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
}
