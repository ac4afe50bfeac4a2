package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.core.internal.install.AbandonedOperations;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.lifecycle.UnfinishedActivations;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange.Change;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a switch whose process died. A new model that is on its way up is waited for, and committed once it is proved; in
 * every other case the former one comes back. Thread-safe.
 */
public final class ActivationRecovery implements UnfinishedActivations {
    private static final Logger LOG = LoggerFactory.getLogger(ActivationRecovery.class);
    static final Set<OperationKind> KINDS = EnumSet.of(OperationKind.ACTIVATE, OperationKind.DEACTIVATE);

    private final ActivationServices services;
    private final AbandonedOperations left;

    /**
     * Makes the recovery of a host's switches.
     *
     * @param services what switches share
     * @param left their operations
     */
    public ActivationRecovery(ActivationServices services, AbandonedOperations left) {
        this.services = services;
        this.left = left;
    }

    @Override
    public void recover(KnownRuntime runtime, WorkContext operation) {
        Optional<PendingActivation> pending = services.pending(runtime);
        if (pending.isEmpty()) {
            left.close(runtime.id(), KINDS, "Nothing had changed.");
            return;
        }
        LOG.info(
                "settling a switch whose process died runtime={} op={}",
                runtime.id(),
                pending.get().operation());
        operation.log("the process of " + pending.get().operation() + " died while it switched the model");
        String outcome = settled(runtime, pending.get(), operation);
        operation.log(outcome);
        left.close(runtime.id(), KINDS, outcome);
    }

    /** A deactivation goes on: it takes down what is down already. */
    @Override
    public void restore(KnownRuntime runtime, WorkContext operation) {
        Optional<PendingActivation> pending = services.pending(runtime);
        if (pending.flatMap(PendingActivation::target).isEmpty()) {
            recover(runtime, operation);
            return;
        }
        services.configuration(runtime).restore(pending.get());
        services.commitment().asBefore(runtime.id());
        String outcome = "Its files were put back; " + operation.id() + " has stopped the runtime.";
        operation.log("the process of " + pending.get().operation() + " died while it switched the model. " + outcome);
        left.close(runtime.id(), KINDS, outcome);
    }

    private String settled(KnownRuntime runtime, PendingActivation pending, WorkContext operation) {
        if (pending.target().isEmpty()) {
            DeactivateWork.finish(runtime, services, operation);
            return "The model was deactivated.";
        }
        ActiveModel target = pending.target().get();
        VenomException why = died(pending);
        if (pending.phase() == PendingActivation.Phase.STARTING
                && !pending.undoing()
                && services.switchover(runtime).isUp()) {
            try {
                services.remember(runtime, pending, Change.STARTING, operation);
                services.switchover(runtime).verify(target, operation);
                operation.step("commit", () -> services.commitment().serves(runtime.id(), target));
                return "The switch was finished: " + target.ref() + " serves, and has proved it.";
            } catch (VenomException unproved) {
                if (unproved.code() == ErrorCode.CANCELLED) {
                    throw unproved;
                }
                why = unproved;
            }
        }
        VenomException told = services.rollback(runtime).undo(pending, why, operation);
        if (told.getSuppressed().length > 0) {
            throw told;
        }
        return "It was rolled back. " + told.getMessage();
    }

    private static VenomException died(PendingActivation pending) {
        return new VenomException(
                ErrorCode.CANCELLED,
                "The process that switched to "
                        + pending.target().map(model -> model.ref().toString()).orElse("no model") + " died.",
                "Activate it again.");
    }
}
