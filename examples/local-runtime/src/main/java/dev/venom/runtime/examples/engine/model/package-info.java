/** Engines that run a model, and how one is chosen for its files. */
@NullMarked
package dev.venom.runtime.examples.engine.model;

import org.jspecify.annotations.NullMarked;
