package dev.venom.runtime.core.internal.partial;

import java.time.Instant;

/**
 * An unfinished file, seen from outside.
 *
 * @param hex the digest it is named by
 * @param heldBytes how much disk its bytes take; the file is sparse, so its length says nothing
 * @param leased whether a living owner works on it
 * @param touched when it was last written
 */
public record PartialSummary(String hex, long heldBytes, boolean leased, Instant touched) {}
