/** Models of the Ollama library and of registries that speak its protocol, and the driver of an Ollama daemon. */
@NullMarked
package dev.venom.runtime.provider.ollama;

import org.jspecify.annotations.NullMarked;
