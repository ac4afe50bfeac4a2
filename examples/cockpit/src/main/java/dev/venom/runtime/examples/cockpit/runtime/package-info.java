/** Runtimes: how they are, and what is done with them. */
@NullMarked
package dev.venom.runtime.examples.cockpit.runtime;

import org.jspecify.annotations.NullMarked;
