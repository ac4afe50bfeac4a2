package dev.venom.runtime.provider.ollama.internal.image;

import dev.venom.runtime.api.model.RelativePath;

/**
 * A content under its name inside the model. Immutable.
 *
 * @param path its name, without an extension: the store has none either, and readers look at the first bytes
 * @param layer the content
 */
public record ImageFile(RelativePath path, Layer layer) {}
