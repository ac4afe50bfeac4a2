/** The scenarios against a real Ollama: {@code mvn verify -Preal-ollama}. */
@NullMarked
package dev.venom.runtime.provider.ollama.real;

import org.jspecify.annotations.NullMarked;
