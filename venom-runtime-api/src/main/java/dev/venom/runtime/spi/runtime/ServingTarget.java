package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import java.util.Optional;

/**
 * Where a model is to be served. Immutable.
 *
 * @param spec the runtime: its command and environment say how it divides and limits memory
 * @param hardware what the host has
 * @param version the runtime's version, where it could be had
 */
public record ServingTarget(RuntimeSpec spec, HostHardware hardware, Optional<String> version) {}
