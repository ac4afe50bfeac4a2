/** A store of models on disk, in Ollama's layout. */
@NullMarked
package dev.venom.runtime.testbed.ollama.store;

import org.jspecify.annotations.NullMarked;
