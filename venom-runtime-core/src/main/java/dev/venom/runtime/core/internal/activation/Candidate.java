package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.core.internal.runtime.state.ActiveModel;
import dev.venom.runtime.spi.runtime.ServedModel;

/**
 * A model that may be served. Immutable.
 *
 * @param model the installed model
 * @param active the same, as a runtime remembers it
 */
record Candidate(InstalledModel model, ActiveModel active) {
    static Candidate of(InstalledModel model) {
        return new Candidate(model, new ActiveModel(model.ref(), model.ref().name(), ServedPath.of(model)));
    }

    ServedModel served() {
        return new ServedModel(model, active.path(), active.name());
    }
}
