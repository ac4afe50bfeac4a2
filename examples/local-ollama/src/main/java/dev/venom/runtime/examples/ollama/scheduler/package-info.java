/** Which models are in memory, and until when. */
@NullMarked
package dev.venom.runtime.examples.ollama.scheduler;

import org.jspecify.annotations.NullMarked;
