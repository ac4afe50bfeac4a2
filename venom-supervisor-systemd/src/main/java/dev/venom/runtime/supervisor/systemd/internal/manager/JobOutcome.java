package dev.venom.runtime.supervisor.systemd.internal.manager;

/**
 * How a job of systemd ended (org.freedesktop.systemd1(5), signal {@code JobRemoved}). Immutable.
 *
 * @param result its word; every word but {@code done} is a failure, also those that newer versions add
 */
public record JobOutcome(String result) {
    /** It did what was asked. */
    public static final JobOutcome DONE = new JobOutcome("done");

    /** It had not ended when the caller's patience did. */
    public static final JobOutcome UNFINISHED = new JobOutcome("unfinished");

    /** Whether it did what was asked. */
    public boolean isDone() {
        return equals(DONE);
    }

    /** Whether it was still at it. */
    public boolean isUnfinished() {
        return equals(UNFINISHED);
    }
}
