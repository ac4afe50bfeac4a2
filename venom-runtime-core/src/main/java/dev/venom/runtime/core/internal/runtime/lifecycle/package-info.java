/** Operations on runtimes: start, stop and restart, one at a time in each runtime's lane. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
