package dev.venom.runtime.api.operation;

/** Where an operation stands. */
public enum OperationState {
    /** Waits for its turn. */
    QUEUED,
    /** Works. */
    RUNNING,
    /** Waits until somebody resumes it. */
    PAUSED,
    /** Its process ended or closed before the work was done: it waits for whoever continues or ends it. */
    INTERRUPTED,
    /** Ended as asked. */
    SUCCEEDED,
    /** Ended with an error. */
    FAILED,
    /** Ended because somebody asked for it. */
    CANCELLED;

    /**
     * Whether it has ended, for ever.
     *
     * @return true for the last three
     */
    public boolean isTerminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /**
     * Whether somebody has it in hand now. One that is interrupted has not ended, and nobody works on it.
     *
     * @return true for the first three
     */
    public boolean isUnderWay() {
        return this == QUEUED || this == RUNNING || this == PAUSED;
    }
}
