package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeServices;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import java.util.Optional;

/**
 * A switch whose process died, under its own name again. Where it had begun to change something it is ended, forwards or
 * backwards; where it had not, it is done from the beginning.
 */
final class RecoveredWork implements Work<RuntimeStatus> {
    private final KnownRuntime runtime;
    private final Work<RuntimeStatus> whole;
    private final RuntimeServices runtimes;
    private final ActivationServices services;

    RecoveredWork(
            KnownRuntime runtime, Work<RuntimeStatus> whole, RuntimeServices runtimes, ActivationServices services) {
        this.runtime = runtime;
        this.whole = whole;
        this.runtimes = runtimes;
        this.services = services;
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        Optional<PendingActivation> begun =
                services.pending(runtime).filter(pending -> pending.operation().equals(operation.id()));
        if (begun.isEmpty()) {
            return whole.run(operation);
        }
        return runtimes.inLane(runtime, operation, () -> ended(begun.get()));
    }

    /** The lane is only had once every open switch is settled. */
    private RuntimeStatus ended(PendingActivation begun) {
        Optional<ActiveModel> active = services.files().read(runtime.id()).active();
        if (!active.equals(begun.target())) {
            throw new VenomException(
                    ErrorCode.CANCELLED,
                    "The process that switched " + runtime.id()
                            + " died in the middle, and the runtime was put back to "
                            + active.map(model -> model.ref().toString()).orElse("no model") + ".",
                    "Activate it again.");
        }
        return runtimes.status(runtime);
    }
}
