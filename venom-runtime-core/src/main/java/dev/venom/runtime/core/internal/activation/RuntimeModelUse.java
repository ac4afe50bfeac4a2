package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.install.ModelUse;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeLanes;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.registry.RuntimeRegistry;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the runtimes of this host use models for. Thread-safe. */
public final class RuntimeModelUse implements ModelUse {
    private final RuntimeRegistry registry;
    private final RuntimeLanes lanes;
    private final ActivationServices services;

    /**
     * Looks at a host's runtimes.
     *
     * @param registry the runtimes
     * @param lanes who works on them
     * @param services what switches share
     */
    public RuntimeModelUse(RuntimeRegistry registry, RuntimeLanes lanes, ActivationServices services) {
        this.registry = registry;
        this.lanes = lanes;
        this.services = services;
    }

    /** On a runtime that is managed and stopped the model's activation is cleared with it. */
    @Override
    public void release(ModelRef ref) {
        for (Map.Entry<String, RuntimeRecord> known : services.files().all().entrySet()) {
            if (uses(known.getValue(), ref)) {
                release(ref, known.getKey(), known.getValue());
            }
        }
    }

    @Override
    public List<Verdict> judge(String id, ModelDescription model, long weightBytes) {
        KnownRuntime runtime = registry.require(id);
        Optional<String> version = runtime.driver().version(runtime.context());
        return runtime.driver()
                .judge(
                        model,
                        weightBytes,
                        new ServingTarget(runtime.spec(), services.hardware().get(), version));
    }

    @Override
    public List<Path> pathsInUse(String provider) {
        return services.files().all().values().stream()
                .flatMap(memory -> Stream.concat(memory.active().stream(), target(memory).stream()))
                .filter(model -> model.ref().provider().equals(provider))
                .map(ActiveModel::path)
                .toList();
    }

    private void release(ModelRef ref, String id, RuntimeRecord memory) {
        KnownRuntime runtime = known(id, ref);
        boolean idle = runtime.isManaged()
                && memory.activation().isEmpty()
                && lanes.open(id).isEmpty()
                && !services.switchover(runtime).isUp();
        if (!idle) {
            throw inUse(ref, id);
        }
        services.configuration(runtime).apply(Optional.empty());
        services.commitment().servesNothing(id);
    }

    /** A runtime that is not described any more may still run, and nobody here can tell. */
    private KnownRuntime known(String id, ModelRef ref) {
        try {
            return registry.require(id);
        } catch (VenomException unknown) {
            throw inUse(ref, id);
        }
    }

    private static boolean uses(RuntimeRecord memory, ModelRef ref) {
        Optional<ModelRef> active = memory.active().map(ActiveModel::ref);
        return active.equals(Optional.of(ref))
                || target(memory).filter(model -> model.ref().equals(ref)).isPresent();
    }

    private static Optional<ActiveModel> target(RuntimeRecord memory) {
        return memory.activation().map(PendingActivation::read).flatMap(PendingActivation::target);
    }

    private static VenomException inUse(ModelRef ref, String id) {
        return new VenomException(
                ErrorCode.MODEL_IN_USE,
                ref + " is active on the runtime " + id + ".",
                "Activate another model there, or 'deactivate " + id + "', then remove it.");
    }
}
