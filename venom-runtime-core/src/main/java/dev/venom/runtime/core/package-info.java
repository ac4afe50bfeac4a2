/** The facade through which a host installs, verifies and removes models. */
@NullMarked
package dev.venom.runtime.core;

import org.jspecify.annotations.NullMarked;
