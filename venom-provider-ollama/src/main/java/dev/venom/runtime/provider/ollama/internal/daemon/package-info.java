/** The HTTP interface of a running daemon. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.daemon;

import org.jspecify.annotations.NullMarked;
