package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.model.ModelRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What is wanted of a runtime. Immutable.
 *
 * @param activeModel the model it serves by our doing
 * @param servedName the name under which that model answers
 * @param wanted what was asked for last
 * @param underWay what an operation is doing to it at this moment, in any process
 * @param provedAt when an operation last saw it produce a real token; counts only for the process that runs since
 *     before that
 * @param restarts how often it was started again without being asked, as far as the host counts that itself
 */
public record RuntimeIntent(
        Optional<ModelRef> activeModel,
        Optional<String> servedName,
        Wanted wanted,
        Optional<Change> underWay,
        Optional<Instant> provedAt,
        int restarts) {
    /** Nothing was ever asked of it. */
    public static final RuntimeIntent NONE = new RuntimeIntent(
            Optional.empty(), Optional.empty(), Wanted.ANYTHING, Optional.empty(), Optional.empty(), 0);

    /** What was asked for last. */
    public enum Wanted {
        /** It is to run: that it does not is a failure, however it ended. */
        UP,
        /** It is to stand still. */
        DOWN,
        /** Nobody asked for anything. */
        ANYTHING
    }

    /** What an operation is doing to a runtime. */
    public enum Change {
        /** A start, a restart or an activation that restarts it: not online before the operation says so. */
        STARTING,
        /** A stop. */
        STOPPING
    }
}
