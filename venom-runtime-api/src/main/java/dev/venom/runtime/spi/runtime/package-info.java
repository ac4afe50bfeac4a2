/** What talks to a runtime (drivers) and what starts and stops one (supervisors). */
@NullMarked
package dev.venom.runtime.spi.runtime;

import org.jspecify.annotations.NullMarked;
