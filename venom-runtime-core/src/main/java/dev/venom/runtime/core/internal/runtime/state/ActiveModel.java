package dev.venom.runtime.core.internal.runtime.state;

import dev.venom.runtime.api.model.ModelRef;
import java.nio.file.Path;

/**
 * A model that a runtime serves by our doing. Immutable.
 *
 * @param ref the model, as the manifest names it
 * @param name the name under which the runtime answers for it
 * @param path what the runtime is given: a directory or a single file
 */
public record ActiveModel(ModelRef ref, String name, Path path) {}
