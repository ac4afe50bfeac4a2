package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeState;
import java.time.Instant;
import java.util.Optional;

/**
 * What a look at a runtime says by itself. Immutable.
 *
 * @param state the state
 * @param reason why, in words that stay the same while the cause does
 * @param weight how much one such look is worth
 * @param since since when, where the evidence tells
 */
record Assessment(RuntimeState state, String reason, Weight weight, Optional<Instant> since) {
    /** How much one look is worth. */
    enum Weight {
        /** A fact: it counts at once. */
        CERTAIN,
        /** It may pass by itself: it counts when it lasts. */
        APPARENT,
        /** Nothing was learnt: what was known goes on to hold. */
        NOTHING
    }

    static Assessment certain(RuntimeState state, String reason, Optional<Instant> since) {
        return new Assessment(state, reason, Weight.CERTAIN, since);
    }

    static Assessment certain(RuntimeState state, String reason) {
        return certain(state, reason, Optional.empty());
    }

    static Assessment apparent(RuntimeState state, String reason) {
        return new Assessment(state, reason, Weight.APPARENT, Optional.empty());
    }
}
