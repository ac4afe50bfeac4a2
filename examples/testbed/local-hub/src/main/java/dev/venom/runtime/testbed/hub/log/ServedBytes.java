package dev.venom.runtime.testbed.hub.log;

import dev.venom.runtime.testbed.hub.wire.BlobRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The stretches of one blob that were sent. A byte counts as sent when the socket took it: after a cut or a dead client
 * the last of them may never have been read.
 *
 * @param ranges the stretches in the order of their first byte
 */
public record ServedBytes(List<BlobRange> ranges) {

    /** Copies the list. */
    public ServedBytes {
        ranges = List.copyOf(ranges);
    }

    static ServedBytes of(List<BlobRange> ranges) {
        return new ServedBytes(ranges.stream()
                .sorted(Comparator.comparingLong(BlobRange::start).thenComparingLong(BlobRange::end))
                .toList());
    }

    /** Bytes sent, each as often as it was. */
    public long total() {
        return ranges.stream().mapToLong(BlobRange::length).sum();
    }

    /** Bytes sent, each once. */
    public long distinct() {
        long distinct = 0;
        long covered = 0;
        for (BlobRange range : ranges) {
            distinct += Math.max(0, range.end() - Math.max(covered, range.start()));
            covered = Math.max(covered, range.end());
        }
        return distinct;
    }

    /** Bytes sent beyond the first time. */
    public long repeated() {
        return total() - distinct();
    }

    /** The stretches that were sent more than once, as they overlap. */
    public List<BlobRange> overlaps() {
        List<BlobRange> overlaps = new ArrayList<>();
        long covered = 0;
        for (BlobRange range : ranges) {
            if (range.start() < covered) {
                overlaps.add(new BlobRange(range.blob(), range.start(), Math.min(covered, range.end())));
            }
            covered = Math.max(covered, range.end());
        }
        return overlaps;
    }
}
