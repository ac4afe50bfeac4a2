/** Answers that are made line by line while they are sent. */
@NullMarked
package dev.venom.runtime.examples.ollama.stream;

import org.jspecify.annotations.NullMarked;
