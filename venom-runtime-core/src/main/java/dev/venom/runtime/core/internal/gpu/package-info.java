/** GPUs: their memory, who uses it, and whether it is back after a stop. */
@NullMarked
package dev.venom.runtime.core.internal.gpu;

import org.jspecify.annotations.NullMarked;
