/** Operations: their states, lanes and journals, in this process and across processes. */
@NullMarked
package dev.venom.runtime.core.internal.operation;

import org.jspecify.annotations.NullMarked;
