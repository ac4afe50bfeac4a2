package dev.venom.runtime.testbed.hub.endpoint;

import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts requests in fixed windows, in a bucket for the API and one for files, and says on every answer how much is
 * left. Nobody runs out unless a test lowers a quota. Thread-safe.
 */
public final class RateLimits {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final long PLENTY = 1_000_000;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> quotas = new ConcurrentHashMap<>();
    private final Map<String, Long> used = new ConcurrentHashMap<>();
    private long window;

    /** Windows by that clock. */
    public RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** How many requests of a bucket ({@code api}, {@code resolvers}) a window allows, from now on. */
    public void quota(String bucket, long requests) {
        lock.lock();
        try {
            quotas.put(bucket, requests);
            used.remove(bucket);
        } finally {
            lock.unlock();
        }
    }

    /** What is left after one request more. */
    Allowance take(Request request) {
        String bucket = request.path().startsWith("/api/") ? "api" : "resolvers";
        lock.lock();
        try {
            long now = clock.instant().getEpochSecond();
            if (now / WINDOW.toSeconds() != window) {
                window = now / WINDOW.toSeconds();
                used.clear();
            }
            long quota = quotas.getOrDefault(bucket, PLENTY);
            long left = quota - used.merge(bucket, 1L, Long::sum);
            return new Allowance(bucket, quota, left, WINDOW.toSeconds() - now % WINDOW.toSeconds());
        } finally {
            lock.unlock();
        }
    }

    /**
     * What a client may still ask.
     *
     * @param bucket of which it is
     * @param quota of a window
     * @param left requests; negative if there was none left for this one
     * @param resetSeconds until the next window
     */
    record Allowance(String bucket, long quota, long left, long resetSeconds) {

        boolean isExceeded() {
            return left < 0;
        }

        Response describe(Response response) {
            return response.header("RateLimit", "\"" + bucket + "\";r=" + Math.max(0, left) + ";t=" + resetSeconds)
                    .header(
                            "RateLimit-Policy",
                            "\"fixed window\";\"" + bucket + "\";q=" + quota + ";w=" + WINDOW.toSeconds());
        }
    }
}
