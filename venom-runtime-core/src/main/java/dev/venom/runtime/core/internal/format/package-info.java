/** What model files say of themselves: the headers of safetensors and GGUF files, and config.json, from disk or through ranges. */
@NullMarked
package dev.venom.runtime.core.internal.format;

import org.jspecify.annotations.NullMarked;
