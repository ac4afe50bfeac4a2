package dev.venom.runtime.core.internal.store;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.internal.provider.Providers;
import java.util.Map;

/** Tells which references are spellings of one, as their provider takes them. Thread-safe. */
final class CanonicalNames {
    private final Providers providers;

    CanonicalNames(Providers providers) {
        this.providers = providers;
    }

    /** Whether two references mean one model, at whatever revisions. */
    boolean isSameName(ModelRef one, ModelRef other) {
        return one.provider().equals(other.provider())
                && (one.name().equals(other.name()) || identity(one).equals(identity(other)));
    }

    /**
     * A model under the spelling by which a list has it already: whoever uses it knows it by that.
     *
     * @param model a model, spelled in any way
     * @param models the list
     */
    InstalledModel asKept(InstalledModel model, Map<ModelRef, InstalledModel> models) {
        if (models.containsKey(model.ref())) {
            return model;
        }
        return models.values().stream()
                .filter(other -> other.ref().revision().equals(model.ref().revision())
                        && other.location().equals(model.location())
                        && isSameName(other.ref(), model.ref()))
                .findFirst()
                .map(other -> model.named(other.ref()))
                .orElse(model);
    }

    private String identity(ModelRef ref) {
        return providers
                .find(ref.provider())
                .map(provider -> provider.identity(ref.name()))
                .orElse(ref.name());
    }
}
