package dev.venom.runtime.supervisor.process.internal.stop;

import java.time.Duration;

/** How long the stages of an end may take that nobody chooses. */
final class Grace {
    /** For what the leader left, after it was asked to end. */
    static final Duration FOR_OTHERS = Duration.ofSeconds(5);

    /** For a process that was killed, before it is taken for stuck. */
    static final Duration UNTIL_GIVEN_UP = Duration.ofSeconds(10);

    /** For a process that was killed while it waited in the kernel, before it is taken for stuck. */
    static final Duration UNINTERRUPTIBLE = Duration.ofSeconds(2);

    private Grace() {}
}
