/** Keeps secrets out of what people read. */
@NullMarked
package dev.venom.runtime.spi.secret;

import org.jspecify.annotations.NullMarked;
