package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.api.model.InstalledModel;
import java.nio.file.Path;

/**
 * An installed model, as a runtime is to serve it. Immutable.
 *
 * @param model the model
 * @param path what the runtime is given: a directory or a single file
 * @param name the name under which it answers
 */
public record ServedModel(InstalledModel model, Path path, String name) {}
