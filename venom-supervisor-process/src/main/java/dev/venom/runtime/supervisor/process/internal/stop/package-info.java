/** How a runtime is ended, with everything that it started. */
@NullMarked
package dev.venom.runtime.supervisor.process.internal.stop;

import org.jspecify.annotations.NullMarked;
