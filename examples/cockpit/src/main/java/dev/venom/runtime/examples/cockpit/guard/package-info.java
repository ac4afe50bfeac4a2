/** Who may talk to the Cockpit, and what a browser may do with its answers. */
@NullMarked
package dev.venom.runtime.examples.cockpit.guard;

import org.jspecify.annotations.NullMarked;
