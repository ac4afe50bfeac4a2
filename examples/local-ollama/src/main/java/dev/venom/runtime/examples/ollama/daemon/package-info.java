/** The answers of a daemon. */
@NullMarked
package dev.venom.runtime.examples.ollama.daemon;

import org.jspecify.annotations.NullMarked;
