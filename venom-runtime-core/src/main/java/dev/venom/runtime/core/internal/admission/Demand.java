package dev.venom.runtime.core.internal.admission;

import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an install is going to write. Immutable.
 *
 * @param quotaBytes what will count against the quota
 * @param arriving where bytes arrive
 * @param arrivingBytes how many
 * @param copied where they are copied to, if that is another file system
 * @param copiedBytes how many
 */
public record Demand(long quotaBytes, Path arriving, long arrivingBytes, Optional<Path> copied, long copiedBytes) {
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
        try {
            boolean sameFileSystem = FileStores.identity(partialDirectory).equals(FileStores.identity(store));
            return sameFileSystem
                    ? new Demand(missingBytes, partialDirectory, missingBytes, Optional.empty(), 0)
                    : new Demand(missingBytes, partialDirectory, missingBytes, Optional.of(store), unpublishedBytes);
        } catch (IOException failure) {
            throw StorageFailures.writing(store, failure);
        }
    }

    /**
     * A demand for nothing, to look at a file system.
     *
     * @param place a path on it
     * @return the demand
     */
    public static Demand nothing(Path place) {
        return new Demand(0, place, 0, Optional.empty(), 0);
    }

    /**
     * The same demand where part of it replaces what is counted already.
     *
     * @param newBytes what will count on top
     * @return a copy
     */
    public Demand countingOnly(long newBytes) {
        return new Demand(newBytes, arriving, arrivingBytes, copied, copiedBytes);
    }

    Map<Path, Long> bytesByPath() {
        Map<Path, Long> bytes = new LinkedHashMap<>();
        bytes.put(arriving, arrivingBytes);
        copied.ifPresent(store -> bytes.put(store, copiedBytes));
        return bytes;
    }
}
