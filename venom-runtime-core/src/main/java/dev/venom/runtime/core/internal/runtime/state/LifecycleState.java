package dev.venom.runtime.core.internal.runtime.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What is wanted of a runtime and how it has behaved since. Immutable; each {@code with} method returns a copy.
 *
 * @param wanted what the last command wanted; empty where there was none
 * @param underWay what an operation does to it now
 * @param provedAt when it last produced a real token for an operation
 * @param restarts how often the core started it again unasked since a command last started it
 * @param givenUp why it is not started again any more
 */
public record LifecycleState(
        Optional<WantedState> wanted,
        Optional<OngoingChange> underWay,
        Optional<Instant> provedAt,
        int restarts,
        Optional<GivenUp> givenUp) {
    /** Nobody asked for anything. */
    public static final LifecycleState NONE =
            new LifecycleState(Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());

    /**
     * What a command wants from now on; what was given up is forgotten, and restarts are counted anew.
     *
     * @param state up or down
     * @return a copy
     */
    public LifecycleState withCommand(WantedState state) {
        return new LifecycleState(Optional.of(state), underWay, provedAt, 0, Optional.empty());
    }

    /**
     * An operation begins or ends.
     *
     * @param work what it does; empty once it has ended
     * @return a copy
     */
    public LifecycleState withUnderWay(Optional<OngoingChange> work) {
        return new LifecycleState(wanted, work, provedAt, restarts, givenUp);
    }

    /**
     * It produced a real token.
     *
     * @param when the time; empty to forget
     * @return a copy
     */
    public LifecycleState withProof(Optional<Instant> when) {
        return new LifecycleState(wanted, underWay, when, restarts, givenUp);
    }

    /**
     * One more restart that nobody asked for.
     *
     * @return a copy
     */
    public LifecycleState withRestart() {
        return new LifecycleState(wanted, underWay, provedAt, restarts + 1, givenUp);
    }

    /**
     * No more restarts.
     *
     * @param reason why; empty to try again
     * @return a copy
     */
    public LifecycleState withGivenUp(Optional<GivenUp> reason) {
        return new LifecycleState(wanted, underWay, provedAt, restarts, reason);
    }
}
