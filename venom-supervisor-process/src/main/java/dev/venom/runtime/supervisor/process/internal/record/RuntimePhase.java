package dev.venom.runtime.supervisor.process.internal.record;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a runtime stands. Immutable.
 *
 * @param phase the phase
 * @param since since when
 * @param reason the evidence, for people
 * @param exitCode how it ended last; above 128 by a signal
 * @param actor the host that says so; while it starts or stops the runtime, others keep their hands off
 */
public record RuntimePhase(
        Phase phase, Instant since, String reason, OptionalInt exitCode, Optional<ProcessRef> actor) {}
