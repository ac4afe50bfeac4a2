/** Answers that are made line by line while they are sent. */
@NullMarked
package dev.venom.runtime.testbed.ollama.stream;

import org.jspecify.annotations.NullMarked;
