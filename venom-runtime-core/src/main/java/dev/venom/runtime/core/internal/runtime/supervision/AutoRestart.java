package dev.venom.runtime.core.internal.runtime.supervision;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.log.LogTail;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeOperations;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeServices;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.GivenUp;
import dev.venom.runtime.core.internal.runtime.state.LifecycleState;
import dev.venom.runtime.core.internal.runtime.state.LogPosition;
import dev.venom.runtime.core.internal.runtime.state.OngoingChange;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runtime that is started again when it ended although nobody asked for that; exit 0 is no excuse, for vLLM ends
 * so when its engine dies. Confined to the thread that looks, but for {@link #close}.
 */
final class AutoRestart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AutoRestart.class);
    private static final int LOG_LINES = 2_000;
    /** What no time mends. */
    private static final Set<ErrorCode> HOPELESS = EnumSet.of(
            ErrorCode.NOT_INSTALLED, ErrorCode.PERMISSION_DENIED, ErrorCode.INVALID_REQUEST, ErrorCode.RUNTIME_STUCK);

    private final KnownRuntime runtime;
    private final RuntimeServices services;
    private final RuntimeOperations operations;
    private final RestartPolicy policy;
    private final Runnable waker;
    private final SupervisedRuntime.Watch watch;
    private Optional<Operation<RuntimeStatus>> start = Optional.empty();
    private Optional<Instant> next = Optional.empty();
    private volatile Optional<VenomException> refusal = Optional.empty();
    private boolean givenUp;

    AutoRestart(
            KnownRuntime runtime,
            RuntimeServices services,
            RuntimeOperations operations,
            RestartPolicy policy,
            Runnable waker) {
        this.runtime = runtime;
        this.services = services;
        this.operations = operations;
        this.policy = policy;
        this.waker = waker;
        this.watch = runtime.requireHandle("start").watch(change -> waker.run());
    }

    KnownRuntime runtime() {
        return runtime;
    }

    boolean isFor(KnownRuntime other) {
        return runtime.spec() == other.spec() && runtime.supervisor().equals(other.supervisor());
    }

    /** Does what is to be done now. */
    void look(Instant now) {
        LifecycleState lifecycle = services.files().read(runtime.id()).lifecycle();
        if (!lifecycle.wanted().equals(Optional.of(WantedState.UP)) || isGivenUp(lifecycle)) {
            next = Optional.empty();
            return;
        }
        if (isBusy(lifecycle)) {
            return;
        }
        Observation seen = runtime.requireHandle("start").observe();
        if (seen.phase() == Phase.STOPPED || seen.phase() == Phase.FAILED) {
            startInTime(seen, lifecycle, now);
        } else {
            next = Optional.empty();
            policy.upSince(seen.since(), now);
        }
    }

    @Override
    public void close() {
        watch.close();
    }

    private boolean isGivenUp(LifecycleState lifecycle) {
        boolean before = givenUp;
        givenUp = lifecycle.givenUp().isPresent();
        if (before && !givenUp) {
            policy.reset();
        }
        return givenUp;
    }

    private boolean isBusy(LifecycleState lifecycle) {
        boolean ours = start.filter(operation -> operation.status().state().isUnderWay())
                .isPresent();
        return ours || lifecycle.underWay().filter(OngoingChange::isLive).isPresent();
    }

    private void startInTime(Observation seen, LifecycleState lifecycle, Instant now) {
        if (next.isEmpty()) {
            end(seen, lifecycle, now);
        } else if (!next.get().isAfter(now)) {
            next = Optional.empty();
            startAgain();
        }
    }

    private void end(Observation seen, LifecycleState lifecycle, Instant now) {
        Optional<Diagnosis> diagnosis = runtime.driver().diagnose(logTail());
        String reason = refusal.map(VenomException::getMessage)
                .or(() -> diagnosis.map(Diagnosis::cause))
                .map(runtime.redaction()::in)
                .orElse(seen.reason());
        // What was proved since it was started has shown that it can be started like this.
        boolean served = lifecycle.provedAt().isPresent();
        boolean hopeless = !served && diagnosis.filter(Diagnosis::deterministic).isPresent()
                || refusal.filter(AutoRestart::isHopeless).isPresent();
        refusal = Optional.empty();
        if (hopeless) {
            giveUp("Not started again, for it would fail the same way: " + reason, now);
            return;
        }
        next = policy.ended(now);
        if (next.isEmpty()) {
            giveUp(
                    "Not started again after it ended " + RestartPolicy.MOST_ENDS + " times within "
                            + RestartPolicy.WINDOW.toMinutes() + " minutes: " + reason,
                    now);
        } else {
            LOG.info("runtime ended unasked runtime={} reason={} next={}", runtime.id(), reason, next.get());
        }
    }

    private static boolean isHopeless(VenomException why) {
        return HOPELESS.contains(why.code())
                || why.getCause() instanceof VenomException cause && HOPELESS.contains(cause.code());
    }

    private void giveUp(String reason, Instant now) {
        LOG.warn("runtime given up runtime={} reason={}", runtime.id(), reason);
        services.lifecycle(runtime, lifecycle -> lifecycle.withGivenUp(Optional.of(new GivenUp(now, reason))));
        givenUp = true;
    }

    private void startAgain() {
        try {
            Operation<RuntimeStatus> operation = operations.startUnasked(runtime);
            LOG.info("runtime started again runtime={} op={}", runtime.id(), operation.id());
            start = Optional.of(operation);
            operation.completion().whenComplete((status, failure) -> {
                // Read by the next look, which this wakes.
                refusal = Optional.ofNullable(failure).flatMap(AutoRestart::reason);
                waker.run();
            });
        } catch (VenomException busy) {
            LOG.debug("runtime not started again runtime={} reason={}", runtime.id(), busy.getMessage());
            next = Optional.of(services.registry().host().clock().instant().plusSeconds(1));
        }
    }

    private static Optional<VenomException> reason(Throwable failure) {
        return failure instanceof VenomException told ? Optional.of(told) : Optional.empty();
    }

    /** Of this run only: an earlier one may have failed for a reason that is gone. */
    private List<String> logTail() {
        try {
            Optional<LogPosition> place = services.files().read(runtime.id()).log();
            return place.isPresent()
                    ? LogTail.since(place.get().file(), place.get().begin(), LOG_LINES)
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
