/** Models that are installed, and models that can be had. */
@NullMarked
package dev.venom.runtime.examples.cockpit.model;

import org.jspecify.annotations.NullMarked;
