/** Engines that run a model, and how one is chosen for its files. */
@NullMarked
package dev.venom.runtime.testbed.engine.model;

import org.jspecify.annotations.NullMarked;
