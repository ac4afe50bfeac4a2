package dev.venom.runtime.supervisor.process.internal.stop;

import java.time.Duration;

/** How long the stages of an end may take that nobody chooses. */
final class GracePeriods {
    /** For what the leader left, after it was asked to end. */
    static final Duration FOR_OTHERS = Duration.ofSeconds(5);

    /** For a shell whose server has ended, before it is asked itself. */
    static final Duration FOR_WRAPPER = Duration.ofSeconds(2);

    /** For a process that was killed, before it is taken for stuck. */
    static final Duration UNTIL_GIVEN_UP = Duration.ofSeconds(10);

    /** For a process that was killed while it waited in the kernel, before it is taken for stuck. */
    static final Duration UNINTERRUPTIBLE = Duration.ofSeconds(2);

    /** Of a limit for the whole, a quarter at most belongs to those whom the leader leaves. */
    private static final int SHARE_OF_OTHERS = 4;

    private GracePeriods() {}

    /** What is left for the others of the time that a stop may take, where the leader does not end by itself. */
    static Duration forOthersWithin(Duration limit) {
        Duration share = limit.dividedBy(SHARE_OF_OTHERS);
        return share.compareTo(FOR_OTHERS) < 0 ? share : FOR_OTHERS;
    }
}
