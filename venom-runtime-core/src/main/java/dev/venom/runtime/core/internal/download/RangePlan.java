package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.core.internal.partial.Extent;
import dev.venom.runtime.core.internal.partial.ExtentSet;
import java.time.Duration;
import java.util.Optional;

/**
 * Which bytes of a file to ask for next. Arithmetic only; confined to whoever guards it.
 *
 * <p>Ranges are handed out from the front, so that the frontier moves and the hash follows it closely. They
 * begin short and grow with the speed seen, until a request lasts some seconds: then its round trip no
 * longer counts.
 */
final class RangePlan {
    /** A file is never cut into fewer ranges by their growth, so that the end is shared by all connections. */
    private static final int LEAST_RANGES = 32;

    private static final Duration WORTHWHILE = Duration.ofSeconds(8);

    private final long sizeBytes;
    private final long shortest;
    private final long longest;
    private final ExtentSet open;

    RangePlan(long sizeBytes, ExtentSet missing, long shortest, long longest) {
        this.sizeBytes = sizeBytes;
        this.shortest = shortest;
        this.longest = Math.max(shortest, Math.min(longest, sizeBytes / LEAST_RANGES));
        this.open = missing;
    }

    /** The next range to ask for, which is then no longer open. */
    Optional<Extent> next(double bytesPerSecondAndConnection) {
        Optional<Extent> gap = open.first();
        gap.map(first -> cut(first, bytesPerSecondAndConnection)).ifPresent(open::remove);
        return gap.map(first -> cut(first, bytesPerSecondAndConnection));
    }

    /** All that is open from the first gap on, for a server that must be asked in one stream. */
    Optional<Extent> wholeGap() {
        Optional<Extent> gap = open.first();
        gap.ifPresent(open::remove);
        return gap;
    }

    /** Opens what was asked for and did not come. */
    void giveBack(Extent rest) {
        open.add(rest);
    }

    /** Opens everything. */
    void reset() {
        open.clear();
        open.add(new Extent(0, sizeBytes));
    }

    /** Takes everything. */
    void takeAll() {
        open.clear();
    }

    boolean hasOpen() {
        return open.total() > 0;
    }

    private Extent cut(Extent gap, double bytesPerSecond) {
        long wanted = (long) (bytesPerSecond * WORTHWHILE.toSeconds());
        long length = Math.max(shortest, Math.min(longest, wanted));
        // A rest too short for a request of its own goes with the range before it.
        return gap.length() < length + shortest / 2 ? gap : new Extent(gap.start(), gap.start() + length);
    }
}
