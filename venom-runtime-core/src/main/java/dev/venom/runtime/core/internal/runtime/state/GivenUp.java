package dev.venom.runtime.core.internal.runtime.state;

import java.time.Instant;

/**
 * Why a runtime is not started again by itself any more. Immutable.
 *
 * @param at since when
 * @param reason what made it useless, for people
 */
public record GivenUp(Instant at, String reason) {}
