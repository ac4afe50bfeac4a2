/** A store of models on disk, in Ollama's layout. */
@NullMarked
package dev.venom.runtime.examples.ollama.store;

import org.jspecify.annotations.NullMarked;
