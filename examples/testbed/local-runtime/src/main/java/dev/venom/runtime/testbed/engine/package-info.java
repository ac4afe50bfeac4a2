/** A small server that runs real models on processors: for demonstrations, not for work. */
@NullMarked
package dev.venom.runtime.testbed.engine;

import org.jspecify.annotations.NullMarked;
