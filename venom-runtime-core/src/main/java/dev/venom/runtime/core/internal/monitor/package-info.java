/** Tells the truth about runtimes: their state and why, what they take, and which limits they pass. */
@NullMarked
package dev.venom.runtime.core.internal.monitor;

import org.jspecify.annotations.NullMarked;
