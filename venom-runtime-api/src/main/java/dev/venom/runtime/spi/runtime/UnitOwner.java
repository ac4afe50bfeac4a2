package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;

/**
 * The unit in which a process runs. Immutable.
 *
 * @param unit its name, such as {@code ollama.service}
 * @param scope the manager that holds it
 * @param mainProcess whether the process is the one that the unit was started for
 * @param controllable whether this user may start and stop the unit
 */
public record UnitOwner(String unit, RuntimeSpec.Scope scope, boolean mainProcess, boolean controllable) {}
