package dev.venom.runtime.api.operation;

import java.time.Duration;

/**
 * One line of an operation's work. Immutable.
 *
 * @param name what it does, such as {@code resolve} or {@code drain}
 * @param state where it stands
 * @param elapsed the time spent in it so far
 */
public record Step(String name, State state, Duration elapsed) {
    /** Nobody works on it any more. */
    Step interrupted() {
        return state == State.RUNNING ? new Step(name, State.FAILED, elapsed) : this;
    }

    /** Where a step stands. */
    public enum State {
        /** Works. */
        RUNNING,
        /** Done. */
        SUCCEEDED,
        /** Ended with an error, or was cancelled. */
        FAILED
    }
}
