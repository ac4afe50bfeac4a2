package dev.venom.runtime.core.internal.admission;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an install is going to write. Immutable.
 *
 * @param quotaBytes what will count against the quota
 * @param arriving where bytes arrive
 * @param arrivingBytes how many
 * @param copied where they are copied to, if that is another file system
 * @param copiedBytes how many
 * @param longestFileBytes length of the longest file
 */
public record Demand(
        long quotaBytes,
        Path arriving,
        long arrivingBytes,
        Optional<Path> copied,
        long copiedBytes,
        long longestFileBytes) {
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
                    ? new Demand(missingBytes, partialDirectory, missingBytes, Optional.empty(), 0, 0)
                    : new Demand(missingBytes, partialDirectory, missingBytes, Optional.of(store), unpublishedBytes, 0);
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
        return new Demand(0, place, 0, Optional.empty(), 0, 0);
    }

    /**
     * The same demand where part of it replaces what is counted already.
     *
     * @param newBytes what will count on top
     * @return a copy
     */
    public Demand countingOnly(long newBytes) {
        return new Demand(newBytes, arriving, arrivingBytes, copied, copiedBytes, longestFileBytes);
    }

    /**
     * The same demand where one of the files has this length.
     *
     * @param bytes length of the longest file
     * @return a copy
     */
    public Demand withLongestFile(long bytes) {
        return new Demand(quotaBytes, arriving, arrivingBytes, copied, copiedBytes, bytes);
    }

    /** What stands against the longest file, where a file system takes no file so long. */
    Optional<Verdict> longestFile() {
        for (Path place : bytesByPath().keySet()) {
            OptionalLong most = longestOn(place);
            if (most.isPresent() && longestFileBytes > most.getAsLong()) {
                return Optional.of(Verdict.refuse(
                        "file_size",
                        ErrorCode.DISK_FULL,
                        "a file of " + longestFileBytes + " bytes is to come, and the file system of " + place
                                + " takes none above " + most.getAsLong()));
            }
        }
        return Optional.empty();
    }

    private static OptionalLong longestOn(Path place) {
        try {
            return FileStores.longestFileBytes(place);
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    Map<Path, Long> bytesByPath() {
        Map<Path, Long> bytes = new LinkedHashMap<>();
        bytes.put(arriving, arrivingBytes);
        copied.ifPresent(store -> bytes.put(store, copiedBytes));
        return bytes;
    }
}
