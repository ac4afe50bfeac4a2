package dev.venom.runtime.api.model;

import dev.venom.runtime.api.error.Failure;
import java.util.List;

/**
 * What pruning removed, or would remove. Immutable.
 *
 * @param items each thing with its size
 * @param dryRun true if nothing was removed
 * @param troubles what could not be looked at or removed, and why; it stays
 */
public record PruneReport(List<Item> items, boolean dryRun, List<Failure> troubles) {
    /**
     * One thing that nothing uses.
     *
     * @param kind {@code partial}, {@code snapshot}, {@code blob} or {@code journal}
     * @param name where it is, relative to the cache directory
     * @param sizeBytes what removing it frees
     */
    public record Item(String kind, String name, long sizeBytes) {}

    /** Copies the lists. */
    public PruneReport {
        items = List.copyOf(items);
        troubles = List.copyOf(troubles);
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
