/** What the own tests of providers and supervisors are made with: the contracts that they keep, and hosts small enough to run them. */
@NullMarked
package dev.venom.runtime.spi.testkit;

import org.jspecify.annotations.NullMarked;
