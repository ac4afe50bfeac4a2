/** JSON, as far as this module needs it. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.json;

import org.jspecify.annotations.NullMarked;
