package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.BestEffortWrite;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange.Change;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a runtime back to the model that it served before a switch, and says how that went. Whoever calls holds the
 * runtime's lane.
 */
final class Rollback {
    private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);

    private final KnownRuntime runtime;
    private final ActivationServices services;
    private final Switchover switchover;
    private final RuntimeConfiguration configuration;
    private final ActivationCommit commitment;

    Rollback(KnownRuntime runtime, ActivationServices services) {
        this.runtime = runtime;
        this.services = services;
        this.switchover = services.switchover(runtime);
        this.configuration = services.configuration(runtime);
        this.commitment = services.commitment();
    }

    /**
     * Undoes a switch, as the visible step {@code roll back}. Nobody can cancel that; where the host closes meanwhile, it
     * is left as it is, and the next one undoes it.
     *
     * @param pending what was begun
     * @param why what went wrong, or who ended it
     * @param operation for whom
     * @return what has to be told: what went wrong, and how the runtime is now
     * @throws VenomException CANCELLED where the host closes
     */
    VenomException undo(PendingActivation pending, VenomException why, WorkContext operation) {
        Optional<ActiveModel> former = services.files().read(runtime.id()).active();
        if (isUntouched(pending, former, why)) {
            commitment.asBefore(runtime.id());
            return told(why, why.getMessage() + " Nothing has changed.", why.hint());
        }
        LOG.info("rolling back runtime={} reason={}", runtime.id(), why.getMessage());
        operation.log("rolling back: " + why.getMessage());
        WorkContext uninterruptible = operation.uninterruptible();
        note(() -> services.remember(runtime, pending.undone(), Change.STARTING, operation));
        try {
            uninterruptible.step("roll back", () -> restore(pending, former, new StepHidingContext(uninterruptible)));
        } catch (VenomException failure) {
            if (uninterruptible.isHandedOver() && failure.code() == ErrorCode.CANCELLED) {
                throw failure;
            }
            return failed(pending, former, why, failure);
        }
        LOG.info("rolled back runtime={} model={}", runtime.id(), former.map(ActiveModel::ref));
        return told(why, why.getMessage() + " " + restored(pending, former), why.hint());
    }

    /** Who may not stop it has not stopped it. */
    private boolean isUntouched(PendingActivation pending, Optional<ActiveModel> former, VenomException why) {
        return why.code() == ErrorCode.PERMISSION_DENIED
                && pending.phase() == PendingActivation.Phase.STOPPING
                && former.filter(switchover::serves).isPresent();
    }

    private void restore(PendingActivation pending, Optional<ActiveModel> former, WorkContext operation) {
        switchover.takeDownTarget(pending, operation);
        configuration.restore(pending);
        if (pending.formerUp()) {
            switchover.bringUp(former, operation);
        }
        note(() -> commitment.asBefore(runtime.id()));
    }

    /** Without room the next operation on the runtime rolls back again. */
    private void note(Runnable writing) {
        BestEffortWrite.write(runtime.id(), writing);
    }

    private String restored(PendingActivation pending, Optional<ActiveModel> former) {
        if (!pending.formerUp()) {
            return "The runtime " + runtime.id() + " stands still, as it did before"
                    + former.map(model -> ", with " + model.ref() + " as its model")
                            .orElse("") + ".";
        }
        return former.map(model -> "The former model " + model.ref() + " serves again, and has proved it.")
                .orElse("The runtime " + runtime.id() + " runs without a model, as it did before.");
    }

    private VenomException failed(
            PendingActivation pending, Optional<ActiveModel> former, VenomException why, VenomException failure) {
        LOG.error("roll back failed runtime={} reason={}", runtime.id(), failure.getMessage(), failure);
        if (failure.code() != ErrorCode.CANCELLED) {
            // What can be restored by files is; whoever starts it next starts the former model.
            endQuietly(pending, failure);
        }
        String state = switchover.isUp() ? "is still there, but was not proved" : "does not run";
        VenomException told = told(
                failure.code() == ErrorCode.RUNTIME_STUCK ? failure : why,
                why.getMessage() + " Rolling back failed too: " + failure.getMessage() + " The runtime "
                        + runtime.id() + " " + state
                        + former.map(model -> "; its next start serves " + model.ref())
                                .orElse("") + ".",
                "Look at 'logs " + runtime.id() + "', then 'start " + runtime.id() + "'.");
        told.addSuppressed(failure);
        return told;
    }

    private void endQuietly(PendingActivation pending, VenomException failure) {
        try {
            configuration.restore(pending);
            commitment.asBefore(runtime.id());
        } catch (VenomException notRestored) {
            failure.addSuppressed(notRestored);
            LOG.error("files not restored runtime={}; the next operation on it tries again", runtime.id(), notRestored);
        }
    }

    private static VenomException told(VenomException why, String message, String hint) {
        return new VenomException(why.code(), message, hint, why);
    }
}
