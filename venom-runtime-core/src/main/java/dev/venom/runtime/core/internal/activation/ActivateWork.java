package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.ActivationRequest.Drain;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.install.ModelServices;
import dev.venom.runtime.core.internal.operation.LaneLease;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeServices;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange.Change;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an installed model the one that a runtime serves, or leaves the runtime as it was. */
final class ActivateWork implements Work<RuntimeStatus> {
    private static final Logger LOG = LoggerFactory.getLogger(ActivateWork.class);

    private final KnownRuntime runtime;
    private final ActivationRequest request;
    private final RuntimeServices runtimes;
    private final ActivationServices services;
    private final RunningInstalls installs;
    private final Switchover switchover;
    private final RuntimeConfiguration configuration;

    ActivateWork(
            KnownRuntime runtime,
            ActivationRequest request,
            RuntimeServices runtimes,
            ActivationServices services,
            RunningInstalls installs) {
        this.runtime = runtime;
        this.request = request;
        this.runtimes = runtimes;
        this.services = services;
        this.installs = installs;
        this.switchover = services.switchover(runtime);
        this.configuration = services.configuration(runtime);
    }

    @Override
    public RuntimeStatus run(WorkContext operation) {
        installs.await(request, operation);
        return runtimes.inLaneAsLeft(runtime, operation, () -> {
            Candidate candidate =
                    settledIfRefused(operation, () -> operation.step("validate", () -> validated(operation)));
            Optional<PendingActivation> left = replaced(candidate);
            if (left.isEmpty()) {
                runtimes.unfinished().recover(runtime, operation);
            }
            if (isServed(candidate)) {
                keep(candidate, operation);
            } else {
                change(candidate, left, operation);
            }
            return runtimes.status(runtime);
        });
    }

    /** What a dead process left open is ended whatever becomes of this switch. */
    private <T> T settledIfRefused(WorkContext operation, Supplier<T> preparation) {
        try {
            return preparation.get();
        } catch (VenomException refused) {
            if (!operation.isHandedOver()) {
                runtimes.unfinished().recover(runtime, operation);
            }
            throw refused;
        }
    }

    /**
     * What a dead process left open and need not be brought to an end of its own, for this switch takes its place: to
     * start the former model would be to stop it again. What is on its way to the same model is better finished.
     */
    private Optional<PendingActivation> replaced(Candidate candidate) {
        Optional<ActiveModel> wanted = Optional.of(candidate.active());
        return services.pending(runtime)
                .filter(left -> left.target().isPresent()
                        && !memory().active().equals(wanted)
                        && !(left.target().equals(wanted) && isOnItsWay(left)));
    }

    private boolean isOnItsWay(PendingActivation left) {
        return left.phase() == PendingActivation.Phase.STARTING && !left.undoing() && switchover.isUp();
    }

    private Candidate validated(WorkContext operation) {
        Candidate candidate = new Validation(services.store(), services.providers(), services.hardware())
                .require(runtime, request, operation);
        requireStartable(candidate);
        return candidate;
    }

    /** What can be known before the former model is stopped is not found out afterwards. */
    private void requireStartable(Candidate candidate) {
        try {
            configuration.edits(Optional.of(candidate.served()));
            if (!isServed(candidate)) {
                configuration.tryApplying(Optional.of(candidate.served()));
                switchover.requireStartable(candidate.active());
            }
        } catch (VenomException refused) {
            throw new VenomException(
                    refused.code(), refused.getMessage() + " Nothing has changed.", refused.hint(), refused);
        }
    }

    private boolean isServed(Candidate candidate) {
        return memory().active().equals(Optional.of(candidate.active())) && switchover.serves(candidate.active());
    }

    /** What serves already is not restarted; asleep, it is woken. */
    private void keep(Candidate candidate, WorkContext operation) {
        operation.log(candidate.active().ref() + " is active already");
        if (runtime.driver().wake(runtime.context())) {
            operation.log("it was asleep and has been woken");
        }
        switchover.verify(candidate.active(), operation);
        operation.step("commit", () -> services.commitment().serves(runtime.id(), candidate.active()));
    }

    private void change(Candidate candidate, Optional<PendingActivation> left, WorkContext operation) {
        PendingActivation pending = settledIfRefused(operation, () -> begin(candidate, left, operation));
        LOG.info(
                "switch begun op={} runtime={} model={}",
                operation.id(),
                runtime.id(),
                candidate.active().ref());
        try {
            switchTo(candidate, pending, operation);
        } catch (VenomException failure) {
            throw failed(failure, operation);
        } catch (RuntimeException | Error defect) {
            VenomException told = new VenomException(
                    ErrorCode.INTERNAL,
                    "A defect ended the switch: " + defect.getClass().getName() + ".",
                    "Please report it with the log.",
                    defect);
            throw failed(told, operation);
        }
    }

    private void switchTo(Candidate candidate, PendingActivation pending, WorkContext operation) {
        if (pending.formerUp() || switchover.isUp()) {
            switchover.takeDown(memory().active(), pace(), operation);
        }
        operation.step("configure", () -> {
            configuration.apply(Optional.of(candidate.served()));
            services.remember(runtime, pending.starting(), Change.STARTING, operation);
        });
        switchover.bringUp(Optional.of(candidate.active()), operation);
        operation.step("commit", () -> services.commitment().serves(runtime.id(), candidate.active()));
    }

    /** What died in the middle left nothing that could be busy, unless it had not come further than to ask for a stop. */
    private PendingActivation begin(Candidate candidate, Optional<PendingActivation> left, WorkContext operation) {
        boolean formerUp = left.map(PendingActivation::formerUp).orElseGet(switchover::isUp);
        boolean busy =
                left.isEmpty() || memory().active().filter(switchover::serves).isPresent();
        if (formerUp && busy && request.drain() == Drain.WAIT) {
            operation.step("drain", () -> new IdleWait(runtime, services.nanoTicker(), operation).await());
        }
        left.ifPresent(dead -> {
            operation.log("the process of " + dead.operation() + " died while it switched the model; this replaces it");
            switchover.takeDownLeftover(dead, new StepHidingContext(operation));
            configuration.restore(dead);
        });
        PendingActivation pending = begin(candidate, formerUp, operation);
        runtimes.left()
                .close(
                        runtime.id(),
                        ActivationRecovery.KINDS,
                        "Its files were put back, and " + operation.id() + " replaced it.");
        return pending;
    }

    /** From here on the model is in use, and whoever finds the runtime like this can finish or undo the switch. */
    @SuppressWarnings("try")
    private PendingActivation begin(Candidate candidate, boolean formerUp, WorkContext operation) {
        Map<String, String> environment = configuration.environment();
        List<SettingsEdit> edits = configuration.edits(Optional.of(candidate.served()));
        PendingActivation pending = new PendingActivation(
                operation.id(),
                PendingActivation.Phase.STOPPING,
                Optional.of(candidate.active()),
                false,
                formerUp,
                environment,
                edits);
        try (LaneLease lane = LaneLease.acquire(
                services.laneDirectory(),
                ModelServices.laneOf(candidate.active().ref()),
                services.clock(),
                operation)) {
            services.store().require(candidate.active().ref());
            services.remember(runtime, pending, Change.STOPPING, operation);
        }
        return pending;
    }

    /** Where the host closes, the next one goes on; otherwise the former model comes back. */
    private VenomException failed(VenomException failure, WorkContext operation) {
        Optional<PendingActivation> pending = services.pending(runtime);
        if (pending.isEmpty()) {
            return failure;
        }
        if (operation.isHandedOver()) {
            operation.log(failure.getMessage());
            operation.checkpoint();
        }
        return services.rollback(runtime).undo(pending.get(), failure, operation);
    }

    private Switchover.Pace pace() {
        return request.drain() == Drain.KILL ? Switchover.Pace.QUICK : Switchover.Pace.GRACEFUL;
    }

    private RuntimeRecord memory() {
        return services.files().read(runtime.id());
    }
}
