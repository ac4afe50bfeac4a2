package dev.venom.runtime.api.model;

import java.util.List;

/**
 * What pruning removed, or would remove. Immutable.
 *
 * @param items each thing with its size
 * @param dryRun true if nothing was removed
 */
public record PruneReport(List<Item> items, boolean dryRun) {
    /**
     * One thing that nothing uses.
     *
     * @param kind {@code partial}, {@code snapshot}, {@code blob} or {@code journal}
     * @param name where it is, relative to the cache directory
     * @param sizeBytes what removing it frees
     */
    public record Item(String kind, String name, long sizeBytes) {}

    /** Copies the list. */
    public PruneReport {
        items = List.copyOf(items);
    }

    /**
     * What all items free together.
     *
     * @return bytes
     */
    public long freedBytes() {
        return items.stream().mapToLong(Item::sizeBytes).sum();
    }
}
