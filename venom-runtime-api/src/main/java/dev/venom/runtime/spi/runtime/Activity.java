package dev.venom.runtime.spi.runtime;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How busy a runtime is. Immutable.
 *
 * @param runningRequests requests being answered; empty where it does not tell
 * @param waitingRequests requests in its queue; empty where it does not tell
 * @param workCounter changes while it works, such as tokens generated and read; empty where it does not tell
 * @param cachePercent how full the memory is that it has set aside for the requests' context, as vLLM's {@code
 *     vllm:kv_cache_usage_perc} times 100; empty where it does not tell
 * @param pace when the counter moves, and so what it means that it stands
 */
public record Activity(
        OptionalLong runningRequests,
        OptionalLong waitingRequests,
        OptionalLong workCounter,
        OptionalDouble cachePercent,
        Pace pace) {
    /** Nothing is told. */
    public static final Activity UNKNOWN =
            new Activity(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());

    /** When a counter of work moves. */
    public enum Pace {
        /** All the time that it works. */
        STEADY,
        /** From one batch to the next, which may take minutes on a slow processor. */
        BY_BATCH,
        /** When a request ends: that it stands means nothing. */
        BY_REQUEST
    }

    /**
     * What a runtime shows whose counter moves all the time that it works.
     *
     * @param runningRequests requests being answered
     * @param waitingRequests requests in its queue
     * @param workCounter grows while it works
     * @param cachePercent how full its memory for the requests' context is
     */
    public Activity(
            OptionalLong runningRequests,
            OptionalLong waitingRequests,
            OptionalLong workCounter,
            OptionalDouble cachePercent) {
        this(runningRequests, waitingRequests, workCounter, cachePercent, Pace.STEADY);
    }

    /**
     * What a runtime without such a memory, or that does not tell of it, shows.
     *
     * @param runningRequests requests being answered
     * @param waitingRequests requests in its queue
     * @param workCounter grows while it works
     */
    public Activity(OptionalLong runningRequests, OptionalLong waitingRequests, OptionalLong workCounter) {
        this(runningRequests, waitingRequests, workCounter, OptionalDouble.empty());
    }

    /**
     * Whether it has anything to do.
     *
     * @return true if requests run or wait
     */
    public boolean isBusy() {
        return runningRequests.orElse(0) > 0 || waitingRequests.orElse(0) > 0;
    }
}
