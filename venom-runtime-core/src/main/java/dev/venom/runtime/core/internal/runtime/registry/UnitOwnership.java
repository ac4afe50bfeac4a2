package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.UnitOwner;

/**
 * The unit of a process, and who knows it. Immutable.
 *
 * @param supervisor what may start and stop the unit, if the user may
 * @param owner the unit
 */
public record UnitOwnership(RuntimeSupervisor supervisor, UnitOwner owner) {}
