/** Runs the Cockpit as the process that it is. */
@NullMarked
package dev.venom.runtime.examples.cockpit.program;

import org.jspecify.annotations.NullMarked;
