package dev.venom.runtime.api.model;

/**
 * What removing a model freed. Immutable.
 *
 * @param ref the model that is gone
 * @param freedBytes what the file system got back; shared files that others use are not in it
 */
public record RemovalReport(ModelRef ref, long freedBytes) {}
