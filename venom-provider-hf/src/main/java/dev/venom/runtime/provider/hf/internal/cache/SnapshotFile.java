package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of a snapshot on disk, as its names tell. Immutable.
 *
 * @param path its name in the snapshot
 * @param entry where that is
 * @param digest what the content should hash to; empty where no name tells
 * @param sizeBytes length of the content; empty where the link leads nowhere
 */
record SnapshotFile(RelativePath path, Path entry, Optional<Digest> digest, OptionalLong sizeBytes) {
    boolean isThere() {
        return sizeBytes.isPresent();
    }
}
