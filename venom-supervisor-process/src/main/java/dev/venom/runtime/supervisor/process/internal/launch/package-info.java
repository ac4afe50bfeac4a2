/** How a runtime is brought to life. */
@NullMarked
package dev.venom.runtime.supervisor.process.internal.launch;

import org.jspecify.annotations.NullMarked;
