package dev.venom.runtime.spi.runtime;

import java.util.OptionalLong;

/**
 * How busy a runtime is. Immutable.
 *
 * @param runningRequests requests being answered; empty where it does not tell
 * @param waitingRequests requests in its queue; empty where it does not tell
 * @param workCounter grows while it works, such as tokens generated and read; empty where it does not tell
 */
public record Activity(OptionalLong runningRequests, OptionalLong waitingRequests, OptionalLong workCounter) {}
