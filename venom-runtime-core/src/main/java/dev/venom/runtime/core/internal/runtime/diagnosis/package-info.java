/** A runtime, looked at from all sides. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.diagnosis;

import org.jspecify.annotations.NullMarked;
