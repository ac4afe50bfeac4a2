/** Text cut into the pieces that a BERT model knows. */
@NullMarked
package dev.venom.runtime.testbed.engine.wordpiece;

import org.jspecify.annotations.NullMarked;
