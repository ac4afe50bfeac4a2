package dev.venom.runtime.core.internal.admission;

import dev.venom.runtime.core.internal.file.StorageFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an install is going to write. Immutable.
 *
 * @param quotaBytes what will count against the quota
 * @param bytesByPath bytes for each file system concerned, named by a path on it
 */
public record Demand(long quotaBytes, Map<Path, Long> bytesByPath) {
    /**
     * The demand of a download into one store.
     *
     * @param partialDirectory where bytes arrive
     * @param missingBytes what still has to arrive
     * @param store where verified files go
     * @param unpublishedBytes what will be copied there, if it is another file system
     * @return the demand
     */
    public static Demand of(Path partialDirectory, long missingBytes, Path store, long unpublishedBytes) {
        Map<Path, Long> bytes = new LinkedHashMap<>();
        bytes.put(partialDirectory, missingBytes);
        try {
            if (!FileStores.identity(partialDirectory).equals(FileStores.identity(store))) {
                bytes.put(store, unpublishedBytes);
            }
        } catch (IOException failure) {
            throw StorageFailures.writing(store, failure);
        }
        return new Demand(missingBytes, bytes);
    }
}
