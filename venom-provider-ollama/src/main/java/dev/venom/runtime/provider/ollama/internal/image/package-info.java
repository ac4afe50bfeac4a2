/** What a registry says a model is made of. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.image;

import org.jspecify.annotations.NullMarked;
