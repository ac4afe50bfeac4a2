/** From a request to a pinned model, and the ways by which it comes. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.resolve;

import org.jspecify.annotations.NullMarked;
