/** A host of its own for the demonstration: models, a hub that serves them, and runtimes that run them. */
@NullMarked
package dev.venom.runtime.examples.cockpit.demo;

import org.jspecify.annotations.NullMarked;
