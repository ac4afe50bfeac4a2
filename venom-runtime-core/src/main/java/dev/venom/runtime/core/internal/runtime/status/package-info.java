/** How a runtime is, in the facade's terms. */
@NullMarked
package dev.venom.runtime.core.internal.runtime.status;

import org.jspecify.annotations.NullMarked;
