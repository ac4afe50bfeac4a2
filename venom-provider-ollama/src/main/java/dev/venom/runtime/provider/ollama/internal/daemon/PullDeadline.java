package dev.venom.runtime.provider.ollama.internal.daemon;

import java.time.Duration;

/**
 * How long a pull may make no progress. Immutable.
 *
 * @param stall after so long the connection is given up and the pull asked for again: the daemon goes on with it
 * @param giveUp after so long it has failed
 * @param pause how long to wait before it is asked for again
 */
public record PullDeadline(Duration stall, Duration giveUp, Duration pause) {
    /** What a download of the library's own is allowed, too. */
    public static final PullDeadline STANDARD =
            new PullDeadline(Duration.ofSeconds(30), Duration.ofSeconds(120), Duration.ofSeconds(1));
}
