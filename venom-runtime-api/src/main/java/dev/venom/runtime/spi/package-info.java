/** What a host plugs in to follow the work of the library. */
@NullMarked
package dev.venom.runtime.spi;

import org.jspecify.annotations.NullMarked;
