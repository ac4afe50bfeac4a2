/** The provider against a local Hub and against huggingface_hub itself. */
@NullMarked
package dev.venom.runtime.provider.hf;

import org.jspecify.annotations.NullMarked;
