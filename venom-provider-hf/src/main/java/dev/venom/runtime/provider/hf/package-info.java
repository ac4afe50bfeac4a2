/** The provider {@code hf}: models of the Hugging Face Hub. */
@NullMarked
package dev.venom.runtime.provider.hf;

import org.jspecify.annotations.NullMarked;
