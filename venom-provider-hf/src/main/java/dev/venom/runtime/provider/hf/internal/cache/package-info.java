/** The cache directory as huggingface_hub lays it out, and our links into it. */
@NullMarked
package dev.venom.runtime.provider.hf.internal.cache;

import org.jspecify.annotations.NullMarked;
