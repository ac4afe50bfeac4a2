/** JSON from the network or from disk. */
@NullMarked
package dev.venom.runtime.provider.hf.internal.json;

import org.jspecify.annotations.NullMarked;
