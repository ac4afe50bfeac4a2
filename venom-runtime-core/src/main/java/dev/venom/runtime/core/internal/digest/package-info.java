/** Computes the digests that decide whether bytes are believed. */
@NullMarked
package dev.venom.runtime.core.internal.digest;

import org.jspecify.annotations.NullMarked;
