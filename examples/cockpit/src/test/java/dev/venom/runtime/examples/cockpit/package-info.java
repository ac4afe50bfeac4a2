/** Tests of the server as a whole. */
@NullMarked
package dev.venom.runtime.examples.cockpit;

import org.jspecify.annotations.NullMarked;
