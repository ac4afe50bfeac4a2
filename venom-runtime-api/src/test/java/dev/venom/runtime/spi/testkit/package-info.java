/** What a provider's own tests are made with: the contract that every provider keeps, and a host small enough to run it. */
@NullMarked
package dev.venom.runtime.spi.testkit;

import org.jspecify.annotations.NullMarked;
