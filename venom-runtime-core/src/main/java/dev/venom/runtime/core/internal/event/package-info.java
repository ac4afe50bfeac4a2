/** Hands events to listeners, in order, on one thread. */
@NullMarked
package dev.venom.runtime.core.internal.event;

import org.jspecify.annotations.NullMarked;
