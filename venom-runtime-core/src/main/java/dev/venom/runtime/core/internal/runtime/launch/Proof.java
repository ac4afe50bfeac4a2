package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.RuntimeDriver.Switching;
import dev.venom.runtime.spi.runtime.ServedModel;
import java.util.Optional;

/**
 * What a runtime has to show beyond being well: the active model under its name, and one real token of it.
 * Immutable.
 *
 * @param runtime the runtime
 * @param name the name under which the active model answers; empty where none is active
 * @param toLoad the model, where it has to be loaded into the running server first
 */
record Proof(KnownRuntime runtime, Optional<String> name, Optional<ServedModel> toLoad) {
    /** What rules it out that this server will ever show it. */
    Optional<String> contradiction(HealthReport report) {
        if (isSwitchedInPlace() || name.isEmpty() || report.servedNames().isEmpty()) {
            return Optional.empty();
        }
        return report.servedNames().contains(name.get())
                ? Optional.empty()
                : Optional.of("It serves " + String.join(", ", report.servedNames()) + ", not " + name.get() + ".");
    }

    /** What it has shown; empty where no model is active. Throws RUNTIME_UNHEALTHY with what it answers instead. */
    Optional<Verdict> require(DriverContext context) {
        if (isSwitchedInPlace()) {
            toLoad.ifPresent(model -> runtime.driver().load(model, context));
        }
        return name.map(served -> runtime.driver().prove(served, context));
    }

    private boolean isSwitchedInPlace() {
        return runtime.driver().switching() == Switching.IN_PLACE;
    }
}
