/** Text cut into the pieces that a BERT model knows. */
@NullMarked
package dev.venom.runtime.examples.engine.wordpiece;

import org.jspecify.annotations.NullMarked;
