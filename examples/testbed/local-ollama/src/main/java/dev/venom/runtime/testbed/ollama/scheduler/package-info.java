/** Which models are in memory, and until when. */
@NullMarked
package dev.venom.runtime.testbed.ollama.scheduler;

import org.jspecify.annotations.NullMarked;
