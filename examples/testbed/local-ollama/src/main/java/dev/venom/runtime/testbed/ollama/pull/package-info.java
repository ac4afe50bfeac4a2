/** How a daemon pulls: one download for each blob, shared by all who wait for it, and a stream of lines for each of them. */
@NullMarked
package dev.venom.runtime.testbed.ollama.pull;

import org.jspecify.annotations.NullMarked;
