/** The providers of this host, and what they are given. */
@NullMarked
package dev.venom.runtime.core.internal.provider;

import org.jspecify.annotations.NullMarked;
