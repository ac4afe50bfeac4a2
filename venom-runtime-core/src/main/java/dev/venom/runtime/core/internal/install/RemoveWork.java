package dev.venom.runtime.core.internal.install;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RemovalReport;
import dev.venom.runtime.core.internal.operation.Work;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.spi.file.FileIdentity;
import java.util.List;

/** Takes a model away, and frees what nothing else uses. */
final class RemoveWork implements Work<RemovalReport> {
    private final ModelRef ref;
    private final ModelServices services;

    RemoveWork(ModelRef ref, ModelServices services) {
        this.ref = ref;
        this.services = services;
    }

    @Override
    public RemovalReport run(WorkContext operation) {
        return services.inLane(ref, operation, () -> remove(operation));
    }

    /** A runtime may serve the same snapshot under another name of it, which a newer commit has by now. */
    private void requireUnserved(InstalledModel model, List<InstalledModel> remaining) {
        boolean isShared = remaining.stream().anyMatch(other -> other.location().equals(model.location()));
        boolean isServed = services.use().pathsInUse(model.ref().provider()).stream()
                .anyMatch(path -> FileIdentity.isWithin(path, model.location()));
        if (isServed && !isShared) {
            throw new VenomException(
                    ErrorCode.MODEL_IN_USE,
                    "A runtime serves " + model.location() + ", which is " + model.ref() + ".",
                    "Activate another model there, or deactivate it, then remove it.");
        }
    }

    private RemovalReport remove(WorkContext operation) {
        InstalledModel model = services.store().require(ref);
        services.use().release(model.ref());
        List<InstalledModel> remaining = services.store().models(ref.provider()).stream()
                .filter(other -> !other.ref().equals(model.ref()))
                .toList();
        requireUnserved(model, remaining);
        // The name goes first and the entry last: a crash in between leaves an entry that shows as partial
        // and can be removed again, never files that nobody knows of.
        long freedBytes = operation.step(
                "remove",
                () -> services.providers()
                        .require(ref.provider())
                        .remove(model, remaining, services.context(operation)));
        operation.step("record", () -> services.store().forget(model.ref()));
        operation.log("freed " + freedBytes + " bytes");
        return new RemovalReport(model.ref(), freedBytes);
    }
}
