/** HTTP in the library's own words, so that a provider or driver needs no client of its own. */
@NullMarked
package dev.venom.runtime.spi.transport;

import org.jspecify.annotations.NullMarked;
