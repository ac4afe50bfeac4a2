package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import java.util.Optional;

/** How one kind of runtime gives a model up and takes another. Whoever calls holds the runtime's lane. */
interface Switchover {
    /** Whether the runtime is there, serving or on its way. */
    boolean isUp();

    /** Whether it serves exactly this model already. */
    boolean serves(ActiveModel model);

    /**
     * Finds out what can be known of a start before anything is stopped for it.
     *
     * @throws dev.venom.runtime.api.error.VenomException if it could not be started
     */
    void requireStartable(ActiveModel model);

    /**
     * Gives the former model up, as the visible step {@code stop}.
     *
     * @param former the model that was active
     * @param pace how long requests in flight may go on
     */
    void takeDown(Optional<ActiveModel> former, Pace pace, WorkContext operation);

    /** Gives up whatever a switch has brought up so far. */
    void takeDownTarget(PendingActivation pending, WorkContext operation);

    /** Gives up what a dead process has brought up so far, as far as taking another model does not do that anyway. */
    void takeDownLeftover(PendingActivation left, WorkContext operation);

    /**
     * Takes a model and proves it by its name and one token, as the visible steps {@code start} and {@code verify}. What
     * is not proved is not left running.
     */
    void bringUp(Optional<ActiveModel> model, WorkContext operation);

    /** Waits until what is on its way up already is proved, as the visible step {@code verify}. */
    void verify(ActiveModel model, WorkContext operation);

    /** How long requests in flight may go on. */
    enum Pace {
        /** As long as the runtime's own stop allows. */
        GRACEFUL,
        /** Not for long. */
        QUICK
    }
}
