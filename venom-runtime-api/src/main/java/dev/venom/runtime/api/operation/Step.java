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
    /** What was not done when nobody worked on it any more. */
    Step left(State end) {
        return state == State.RUNNING || state == State.INTERRUPTED ? new Step(name, end, elapsed) : this;
    }

    /** Where a step stands. */
    public enum State {
        /** Works. */
        RUNNING,
        /** Its process ended or closed in the middle of it. */
        INTERRUPTED,
        /** Done. */
        SUCCEEDED,
        /** Ended with an error, or was cancelled. */
        FAILED
    }
}
