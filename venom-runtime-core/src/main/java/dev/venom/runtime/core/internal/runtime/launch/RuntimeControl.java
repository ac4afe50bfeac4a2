package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.gpu.VramRelease;
import dev.venom.runtime.core.internal.log.LogTail;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.provider.CancellableTransport;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.BestEffortWrite;
import dev.venom.runtime.core.internal.runtime.state.LogPosition;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.ServedModel;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings runtimes up until they are proved ready, and takes them down until nothing of them is left. Whoever calls
 * holds the runtime's lane. Thread-safe.
 */
public final class RuntimeControl {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeControl.class);
    /** What never served anybody need not be asked for long. */
    private static final Duration UNPROVED_STOP = Duration.ofSeconds(10);

    private final LaunchPlans plans;
    private final RuntimeFiles files;
    private final Function<ModelRef, Optional<InstalledModel>> installed;
    private final GpuMemoryWait gpuMemory;
    private final Clock clock;
    private final LongSupplier nanoTicker;

    /**
     * Makes the control of a host's runtimes.
     *
     * @param plans how they are started
     * @param files what is remembered of them
     * @param installed finds an installed model
     * @param vram tells when GPU memory is back
     * @param clock the time
     * @param nanoTicker a ticker for waits
     */
    public RuntimeControl(
            LaunchPlans plans,
            RuntimeFiles files,
            Function<ModelRef, Optional<InstalledModel>> installed,
            VramRelease vram,
            Clock clock,
            LongSupplier nanoTicker) {
        this.plans = plans;
        this.files = files;
        this.installed = installed;
        this.gpuMemory = new GpuMemoryWait(vram);
        this.clock = clock;
        this.nanoTicker = nanoTicker;
    }

    /**
     * Starts a runtime and waits until it is proved ready, as the visible steps {@code start} and {@code verify}.
     * One that does not succeed leaves nothing running, unless the host closes: then the next one goes on with it.
     *
     * @param runtime the runtime
     * @param model the model it is to serve
     * @param operation for whom
     * @throws VenomException NOT_INSTALLED, PORT_IN_USE, RUNTIME_UNHEALTHY with the log's own words,
     *     RUNTIME_STUCK, PERMISSION_DENIED; CANCELLED
     */
    public void bringUp(KnownRuntime runtime, Optional<ActiveModel> model, WorkContext operation) {
        SupervisedRuntime handle = runtime.requireHandle("start");
        LaunchPlan plan = plans.forStart(runtime, model);
        StartLog log = new StartLog(plan.logFile(), handle);
        try {
            operation.step("start", () -> start(runtime, handle, plan));
            operation.step("verify", () -> prove(runtime, handle, model, log, operation));
        } catch (VenomException interrupted) {
            if (interrupted.code() != ErrorCode.CANCELLED || !operation.isHandedOver()) {
                takeDownFailed(runtime, handle, interrupted);
            }
            throw interrupted;
        } catch (Error failure) {
            takeDownFailed(runtime, handle, failure);
            throw failure;
        }
    }

    /**
     * Finds out what can be known of a start before anything is stopped for it.
     *
     * @param runtime the runtime
     * @param model the model it is to serve
     * @throws VenomException NOT_INSTALLED, INVALID_REQUEST, RUNTIME_UNHEALTHY, PERMISSION_DENIED
     */
    public void requireStartable(KnownRuntime runtime, Optional<ActiveModel> model) {
        runtime.requireHandle("start").requireStartable(plans.forStart(runtime, model));
    }

    /**
     * Waits until a runtime that runs already is proved ready, as the visible step {@code verify}. One that does
     * not succeed is left as it is.
     *
     * @param runtime the runtime
     * @param model the model it is to serve
     * @param operation for whom
     * @throws VenomException RUNTIME_UNHEALTHY; CANCELLED
     */
    public void verify(KnownRuntime runtime, Optional<ActiveModel> model, WorkContext operation) {
        SupervisedRuntime handle = runtime.requireHandle("start");
        StartLog log = new StartLog(plans.forUnit(runtime).logFile(), handle);
        operation.step("verify", () -> prove(runtime, handle, model, log, operation));
    }

    /**
     * Stops a runtime, as the visible step {@code stop}: afterwards no process of it is left, its port is free,
     * and its GPU memory is back.
     *
     * @param runtime the runtime
     * @param operation for whom
     * @throws VenomException RUNTIME_STUCK, PERMISSION_DENIED
     */
    public void takeDown(KnownRuntime runtime, WorkContext operation) {
        takeDown(runtime, runtime.spec().stopTimeout(), operation);
    }

    /**
     * Stops a runtime within another limit than its own, as the visible step {@code stop}.
     *
     * @param runtime the runtime
     * @param limit how long it may take before processes are killed
     * @param operation for whom
     * @throws VenomException RUNTIME_STUCK, PERMISSION_DENIED
     */
    public void takeDown(KnownRuntime runtime, Duration limit, WorkContext operation) {
        SupervisedRuntime handle = runtime.requireHandle("stop");
        operation.step("stop", () -> gpuMemory.around(runtime, () -> handle.stop(limit)));
        note(runtime, memory -> memory.withLifecycle(lifecycle -> lifecycle.withProof(Optional.empty())));
    }

    /**
     * Whether a runtime's process or unit is there.
     *
     * @param runtime the runtime
     * @return true also while it comes up or goes down
     */
    public static boolean isUp(KnownRuntime runtime) {
        return runtime.handle()
                .map(handle -> handle.observe().phase())
                .filter(phase -> phase != Phase.STOPPED && phase != Phase.FAILED)
                .isPresent();
    }

    private void start(KnownRuntime runtime, SupervisedRuntime handle, LaunchPlan plan) {
        note(
                runtime,
                memory -> memory.withLog(new LogPosition(plan.logFile(), LogTail.size(plan.logFile())))
                        .withLifecycle(lifecycle -> lifecycle.withProof(Optional.empty())));
        handle.start(plan);
    }

    private void prove(
            KnownRuntime runtime,
            SupervisedRuntime handle,
            Optional<ActiveModel> model,
            StartLog log,
            WorkContext operation) {
        DriverContext context = new DriverContext(
                runtime.spec(),
                new CancellableTransport(runtime.context().transport(), operation),
                runtime.context().settings(),
                clock);
        Proof proof = new Proof(runtime, model.map(ActiveModel::name), model.flatMap(this::served));
        StartDeadline deadline = new StartDeadline(runtime.spec().startTimeout(), nanoTicker);
        new Readiness(runtime, handle, context, proof, log, deadline, operation).await();
        if (model.isPresent()) {
            note(
                    runtime,
                    memory -> memory.withLifecycle(lifecycle -> lifecycle.withProof(Optional.of(clock.instant()))));
        }
    }

    /** The next proof is worth as much, and an old one is older than the process. */
    private void note(KnownRuntime runtime, UnaryOperator<RuntimeRecord> change) {
        BestEffortWrite.write(runtime.id(), () -> files.update(runtime.id(), change));
    }

    private Optional<ServedModel> served(ActiveModel model) {
        return installed.apply(model.ref()).map(found -> new ServedModel(found, model.path(), model.name()));
    }

    private static void takeDownFailed(KnownRuntime runtime, SupervisedRuntime handle, Throwable failure) {
        LOG.info("start not proved, stopping runtime={} reason={}", runtime.id(), failure.getMessage());
        Duration limit = runtime.spec().stopTimeout();
        try {
            handle.stop(limit.compareTo(UNPROVED_STOP) < 0 ? limit : UNPROVED_STOP);
        } catch (VenomException stuck) {
            failure.addSuppressed(stuck);
            LOG.warn("a runtime whose start failed is not gone runtime={} reason={}", runtime.id(), stuck.getMessage());
        }
    }
}
