package dev.venom.runtime.api.operation;

/** Where an operation stands. */
public enum OperationState {
    /** Waits for its turn. */
    QUEUED,
    /** Works. */
    RUNNING,
    /** Waits until somebody resumes it. */
    PAUSED,
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
}
