/** The Cockpit: a web server over one model manager. */
@NullMarked
package dev.venom.runtime.examples.cockpit;

import org.jspecify.annotations.NullMarked;
