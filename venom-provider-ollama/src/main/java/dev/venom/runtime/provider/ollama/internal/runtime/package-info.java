/** An Ollama daemon as a runtime: health, loading, compatibility, detection. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.runtime;

import org.jspecify.annotations.NullMarked;
