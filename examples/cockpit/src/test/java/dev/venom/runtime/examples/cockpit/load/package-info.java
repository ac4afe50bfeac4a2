/** A Cockpit with much to show, on which much happens. */
@NullMarked
package dev.venom.runtime.examples.cockpit.load;

import org.jspecify.annotations.NullMarked;
