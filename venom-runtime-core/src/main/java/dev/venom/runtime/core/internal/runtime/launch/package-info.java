/** How a runtime is brought up and proved, and how it is taken down. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.launch;

import org.jspecify.annotations.NullMarked;
