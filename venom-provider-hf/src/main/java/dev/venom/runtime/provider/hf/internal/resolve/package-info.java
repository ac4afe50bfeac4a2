/** From a name to a pinned model that can be installed, with the Hub or without it. */
@NullMarked
package dev.venom.runtime.provider.hf.internal.resolve;

import org.jspecify.annotations.NullMarked;
