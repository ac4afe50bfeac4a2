/** Threads that belong to somebody and end with him. */
@NullMarked
package dev.venom.runtime.core.internal.thread;

import org.jspecify.annotations.NullMarked;
