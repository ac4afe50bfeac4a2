/** The answers of a daemon. */
@NullMarked
package dev.venom.runtime.testbed.ollama.daemon;

import org.jspecify.annotations.NullMarked;
