/** JSON from the network or from disk, read token by token so that its size costs no memory. */
@NullMarked
package dev.venom.runtime.provider.hf.internal.json;

import org.jspecify.annotations.NullMarked;
