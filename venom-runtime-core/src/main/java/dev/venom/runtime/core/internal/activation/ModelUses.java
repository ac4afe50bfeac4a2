package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeLanes;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.registry.RuntimeRegistry;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.core.internal.runtime.state.RuntimeMemory;
import java.util.Map;
import java.util.Optional;

/** Who uses a model: what is used can't be removed. Thread-safe. */
public final class ModelUses {
    private final RuntimeRegistry registry;
    private final RuntimeLanes lanes;
    private final ActivationWorkshop workshop;

    /**
     * Looks at a host's runtimes.
     *
     * @param registry the runtimes
     * @param lanes who works on them
     * @param workshop what switches share
     */
    public ModelUses(RuntimeRegistry registry, RuntimeLanes lanes, ActivationWorkshop workshop) {
        this.registry = registry;
        this.lanes = lanes;
        this.workshop = workshop;
    }

    /**
     * Lets a model be removed: on a runtime that is managed and stopped its activation is cleared with it.
     *
     * @param ref the model
     * @throws VenomException MODEL_IN_USE naming the runtime that serves it
     */
    public void release(ModelRef ref) {
        for (Map.Entry<String, RuntimeMemory> known : workshop.files().all().entrySet()) {
            if (uses(known.getValue(), ref)) {
                release(ref, known.getKey(), known.getValue());
            }
        }
    }

    private void release(ModelRef ref, String id, RuntimeMemory memory) {
        KnownRuntime runtime = known(id, ref);
        boolean idle = runtime.isManaged()
                && memory.activation().isEmpty()
                && lanes.open(id).isEmpty()
                && !workshop.switchover(runtime).isUp();
        if (!idle) {
            throw inUse(ref, id);
        }
        workshop.configuration(runtime).apply(Optional.empty());
        workshop.commitment().servesNothing(id);
    }

    /** A runtime that is not described any more may still run, and nobody here can tell. */
    private KnownRuntime known(String id, ModelRef ref) {
        try {
            return registry.require(id);
        } catch (VenomException unknown) {
            throw inUse(ref, id);
        }
    }

    private static boolean uses(RuntimeMemory memory, ModelRef ref) {
        Optional<ModelRef> active = memory.active().map(ActiveModel::ref);
        Optional<ModelRef> target = memory.activation()
                .map(PendingActivation::read)
                .flatMap(PendingActivation::target)
                .map(ActiveModel::ref);
        return active.equals(Optional.of(ref)) || target.equals(Optional.of(ref));
    }

    private static VenomException inUse(ModelRef ref, String id) {
        return new VenomException(
                ErrorCode.MODEL_IN_USE,
                ref + " is active on the runtime " + id + ".",
                "Activate another model there, or 'deactivate " + id + "', then remove it.");
    }
}
