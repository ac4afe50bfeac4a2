/** What a source of models implements, and what it is given to work with. */
@NullMarked
package dev.venom.runtime.spi.provider;

import org.jspecify.annotations.NullMarked;
