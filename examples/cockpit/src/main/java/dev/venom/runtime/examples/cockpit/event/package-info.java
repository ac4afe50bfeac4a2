/** What happened, told to browsers as it happens. */
@NullMarked
package dev.venom.runtime.examples.cockpit.event;

import org.jspecify.annotations.NullMarked;
