package dev.venom.runtime.core.internal.partial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A set of bytes of a file, kept as few extents. Confined to whoever guards it. */
public final class ExtentSet {
    private final TreeMap<Long, Long> endByStart = new TreeMap<>();
    private long total;

    /**
     * Adds bytes; those already there do not count twice.
     *
     * @param added what to add
     */
    public void add(Extent added) {
        long start = added.start();
        long end = added.end();
        Map.Entry<Long, Long> before = endByStart.floorEntry(start);
        if (before != null && before.getValue() >= start) {
            start = before.getKey();
        }
        // Everything that touches the new extent melts into it.
        Map.Entry<Long, Long> touched = endByStart.ceilingEntry(start);
        while (touched != null && touched.getKey() <= end) {
            end = Math.max(end, touched.getValue());
            total -= touched.getValue() - touched.getKey();
            endByStart.remove(touched.getKey());
            touched = endByStart.ceilingEntry(start);
        }
        endByStart.put(start, end);
        total += end - start;
    }

    /**
     * Takes bytes out.
     *
     * @param removed what to take out; what isn't there is passed over
     */
    public void remove(Extent removed) {
        Map.Entry<Long, Long> hit = endByStart.lowerEntry(removed.end());
        while (hit != null && hit.getValue() > removed.start()) {
            endByStart.remove(hit.getKey());
            total -= hit.getValue() - hit.getKey();
            keep(hit.getKey(), Math.min(hit.getValue(), removed.start()));
            keep(Math.max(hit.getKey(), removed.end()), hit.getValue());
            hit = endByStart.lowerEntry(removed.start());
        }
    }

    /** Forgets everything. */
    public void clear() {
        endByStart.clear();
        total = 0;
    }

    /**
     * The first extent.
     *
     * @return the one with the lowest start; empty where the set is
     */
    public Optional<Extent> first() {
        return Optional.ofNullable(endByStart.firstEntry()).map(entry -> new Extent(entry.getKey(), entry.getValue()));
    }

    /**
     * End of the contiguous prefix.
     *
     * @return how many bytes are there without a gap, counted from the first byte of the file
     */
    public long frontier() {
        Long end = endByStart.get(0L);
        return end == null ? 0 : end;
    }

    /**
     * How many bytes are in the set.
     *
     * @return the sum of all extents
     */
    public long total() {
        return total;
    }

    /**
     * What is in the set.
     *
     * @return extents in order, none touching another
     */
    public List<Extent> extents() {
        List<Extent> extents = new ArrayList<>(endByStart.size());
        endByStart.forEach((start, end) -> extents.add(new Extent(start, end)));
        return extents;
    }

    /**
     * What is not in the set.
     *
     * @param sizeBytes where the file ends
     * @return the gaps
     */
    public ExtentSet complement(long sizeBytes) {
        ExtentSet gaps = new ExtentSet();
        gaps.keep(0, sizeBytes);
        extents().forEach(gaps::remove);
        return gaps;
    }

    private void keep(long start, long end) {
        if (start < end) {
            endByStart.put(start, end);
            total += end - start;
        }
    }

    @Override
    public String toString() {
        return extents().toString();
    }
}
