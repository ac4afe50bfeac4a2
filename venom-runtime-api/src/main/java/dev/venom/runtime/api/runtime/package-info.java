/** Runtimes: the servers that serve models, and what is known about them. */
@NullMarked
package dev.venom.runtime.api.runtime;

import org.jspecify.annotations.NullMarked;
