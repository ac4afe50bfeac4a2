package dev.venom.runtime.spi.runtime;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How busy a runtime is. Immutable.
 *
 * @param runningRequests requests being answered; empty where it does not tell
 * @param waitingRequests requests in its queue; empty where it does not tell
 * @param workCounter grows while it works, such as tokens generated and read; empty where it does not tell
 * @param cachePercent how full the memory is that it has set aside for the requests' context, as vLLM's {@code
 *     vllm:kv_cache_usage_perc} times 100; empty where it does not tell
 */
public record Activity(
        OptionalLong runningRequests,
        OptionalLong waitingRequests,
        OptionalLong workCounter,
        OptionalDouble cachePercent) {
    /** Nothing is told. */
    public static final Activity UNKNOWN =
            new Activity(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());

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
}
