/** The store of an Ollama daemon on disk. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.store;

import org.jspecify.annotations.NullMarked;
