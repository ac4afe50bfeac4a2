package dev.venom.runtime.core.internal.operation;

import java.util.Map;
import java.util.TreeMap;

/**
 * Disk space that an operation was promised and has not filled yet. Immutable.
 *
 * @param quotaBytes what is still to count against the quota
 * @param bytesByFileStore what is still to be written on each file system, by an identity of it that is the
 *     same in every process
 */
public record Reservation(long quotaBytes, Map<String, Long> bytesByFileStore) {
    /** Nothing is promised. */
    public static final Reservation NONE = new Reservation(0, Map.of());

    /** Copies the map. */
    public Reservation {
        bytesByFileStore = Map.copyOf(bytesByFileStore);
    }

    /**
     * What is promised on one file system.
     *
     * @param fileStore its identity
     * @return bytes
     */
    public long on(String fileStore) {
        return bytesByFileStore.getOrDefault(fileStore, 0L);
    }

    Reservation less(long writtenBytes) {
        Map<String, Long> left = new TreeMap<>();
        bytesByFileStore.forEach((store, bytes) -> left.put(store, Math.max(0, bytes - writtenBytes)));
        return new Reservation(Math.max(0, quotaBytes - writtenBytes), left);
    }
}
