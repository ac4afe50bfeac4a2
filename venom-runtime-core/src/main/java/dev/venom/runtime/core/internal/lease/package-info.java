/** Gives one writer at a time the right to a file, across threads, processes and hosts. */
@NullMarked
package dev.venom.runtime.core.internal.lease;

import org.jspecify.annotations.NullMarked;
