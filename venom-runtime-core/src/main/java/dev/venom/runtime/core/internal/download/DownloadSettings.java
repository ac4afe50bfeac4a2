package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.core.internal.http.Backoff;
import dev.venom.runtime.core.internal.partial.PartialLimits;
import java.time.Duration;

/** What the engine may use, and how patient it is. Immutable. */
public final class DownloadSettings {
    private final Builder values;

    private DownloadSettings(Builder values) {
        this.values = values;
    }

    /** The values of the contract. */
    public static DownloadSettings standard() {
        return builder().build();
    }

    /** Begins with the values of the contract. */
    public static Builder builder() {
        return new Builder();
    }

    /** Most connections at once, over all files of all calls. */
    public int maxConnections() {
        return values.maxConnections;
    }

    /** Most connections for one file. */
    public int rangesPerFile() {
        return values.rangesPerFile;
    }

    /** A file up to this size is asked for as a whole; no range is cut smaller. */
    public long minRangeBytes() {
        return values.minRangeBytes;
    }

    /** No range is longer, so that the frontier moves and connections change hands. */
    public long maxRangeBytes() {
        return values.maxRangeBytes;
    }

    /** How long an open connection may deliver nothing. */
    public Duration stallTimeout() {
        return values.stallTimeout;
    }

    /** How long a file may make no progress. */
    public Duration noProgressTimeout() {
        return values.noProgressTimeout;
    }

    /** Longest wait that a server may ask for without a failure; such waits are not counted as lack of progress. */
    public Duration longestServerWait() {
        return values.longestServerWait;
    }

    /** How often a file with a wrong hash is fetched again. */
    public int refetches() {
        return values.refetches;
    }

    /** How much is hashed at once. */
    public int hashBlockBytes() {
        return values.hashBlockBytes;
    }

    /** How far journals may trail. */
    public PartialLimits partialLimits() {
        return values.partialLimits;
    }

    /** When to try again. */
    public Backoff backoff() {
        return values.backoff;
    }

    /** Collects settings. Confined to one thread. */
    public static final class Builder {
        private static final int MAX_CONNECTIONS = 8;

        private int maxConnections = MAX_CONNECTIONS;
        private int rangesPerFile = MAX_CONNECTIONS;
        private long minRangeBytes = 8L << 20;
        private long maxRangeBytes = 256L << 20;
        private Duration stallTimeout = Duration.ofSeconds(30);
        private Duration noProgressTimeout = Duration.ofSeconds(120);
        private Duration longestServerWait = Duration.ofSeconds(600);
        private int refetches = 2;
        private int hashBlockBytes = 1 << 20;
        private PartialLimits partialLimits = PartialLimits.standard();
        private Backoff backoff = Backoff.standard();

        private Builder() {}

        /** Most connections at once; more than zero. */
        public Builder maxConnections(int count) {
            maxConnections = count;
            return this;
        }

        /** Most connections for one file; more than zero. */
        public Builder rangesPerFile(int count) {
            rangesPerFile = count;
            return this;
        }

        /** Bounds of a range's length. */
        public Builder rangeBytes(long shortest, long longest) {
            minRangeBytes = shortest;
            maxRangeBytes = longest;
            return this;
        }

        /** How long an open connection may deliver nothing. */
        public Builder stallTimeout(Duration limit) {
            stallTimeout = limit;
            return this;
        }

        /** How long a file may make no progress. */
        public Builder noProgressTimeout(Duration limit) {
            noProgressTimeout = limit;
            return this;
        }

        /** Longest wait that a server may ask for. */
        public Builder longestServerWait(Duration limit) {
            longestServerWait = limit;
            return this;
        }

        /** How often a file with a wrong hash is fetched again. */
        public Builder refetches(int count) {
            refetches = count;
            return this;
        }

        /** How much is hashed at once. */
        public Builder hashBlockBytes(int bytes) {
            hashBlockBytes = bytes;
            return this;
        }

        /** How far journals may trail. */
        public Builder partialLimits(PartialLimits limits) {
            partialLimits = limits;
            return this;
        }

        /** When to try again. */
        public Builder backoff(Backoff schedule) {
            backoff = schedule;
            return this;
        }

        /** The settings. */
        public DownloadSettings build() {
            if (maxConnections < 1 || rangesPerFile < 1 || minRangeBytes < 1 || maxRangeBytes < minRangeBytes) {
                throw new IllegalArgumentException("Connections and ranges must be at least one");
            }
            Builder copy = new Builder();
            copy.maxConnections = maxConnections;
            copy.rangesPerFile = rangesPerFile;
            copy.minRangeBytes = minRangeBytes;
            copy.maxRangeBytes = maxRangeBytes;
            copy.stallTimeout = stallTimeout;
            copy.noProgressTimeout = noProgressTimeout;
            copy.longestServerWait = longestServerWait;
            copy.refetches = refetches;
            copy.hashBlockBytes = hashBlockBytes;
            copy.partialLimits = partialLimits;
            copy.backoff = backoff;
            return new DownloadSettings(copy);
        }
    }
}
