/** Switching models: validate, drain, stop, configure, start, verify, commit, or roll back. */
@NullMarked
package dev.venom.runtime.core.internal.activation;

import org.jspecify.annotations.NullMarked;
