/** Tests of what readers are told. */
@NullMarked
package dev.venom.runtime.examples.cockpit.event;

import org.jspecify.annotations.NullMarked;
