package dev.venom.runtime.api.model;

/**
 * A file of an installed model, as the manifest records it. Immutable.
 *
 * @param path name inside the model
 * @param sizeBytes length
 * @param digest what its bytes hash to
 */
public record ModelFile(RelativePath path, long sizeBytes, Digest digest) {}
