package dev.venom.runtime.core.internal.operation;

import java.util.Map;
import java.util.TreeMap;

/**
 * Disk space that an operation was promised and has not filled yet. Immutable.
 *
 * @param quotaBytes what is still to count against the quota
 * @param bytesByFileStore what is still to arrive on each file system, by an identity of it that is the same
 *     in every process
 * @param copiesByFileStore what will be copied to other file systems when it has arrived
 */
public record Reservation(long quotaBytes, Map<String, Long> bytesByFileStore, Map<String, Long> copiesByFileStore) {
    /** Nothing is promised. */
    public static final Reservation NONE = new Reservation(0, Map.of(), Map.of());

    /** Copies the maps. */
    public Reservation {
        bytesByFileStore = Map.copyOf(bytesByFileStore);
        copiesByFileStore = Map.copyOf(copiesByFileStore);
    }

    /**
     * What is promised on one file system.
     *
     * @param fileStore its identity
     * @return bytes
     */
    public long on(String fileStore) {
        return bytesByFileStore.getOrDefault(fileStore, 0L) + copiesByFileStore.getOrDefault(fileStore, 0L);
    }

    /** Bytes that arrived are on the disk where they arrive; the copies of them are still to be made. */
    Reservation less(long arrivedBytes) {
        Map<String, Long> left = new TreeMap<>();
        bytesByFileStore.forEach((store, bytes) -> left.put(store, Math.max(0, bytes - arrivedBytes)));
        return new Reservation(Math.max(0, quotaBytes - arrivedBytes), left, copiesByFileStore);
    }
}
