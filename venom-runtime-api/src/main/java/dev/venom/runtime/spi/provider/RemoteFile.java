package dev.venom.runtime.spi.provider;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import java.nio.file.Path;

/**
 * A file that can be fetched, and where it belongs. Immutable.
 *
 * @param path name inside the model
 * @param sizeBytes announced length
 * @param digest what its bytes must hash to
 * @param destination where the verified file is put, by an atomic rename; named by its digest, so that what
 *     lies there is either this file or damaged
 * @param staging directory on the destination's file system that may hold a file on its way, used only where
 *     the library's own partial files lie on another file system
 * @param source where its bytes are
 */
public record RemoteFile(
        RelativePath path, long sizeBytes, Digest digest, Path destination, Path staging, RemoteSource source) {
    /** Refuses a negative length. */
    public RemoteFile {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("Negative size of " + path);
        }
    }
}
