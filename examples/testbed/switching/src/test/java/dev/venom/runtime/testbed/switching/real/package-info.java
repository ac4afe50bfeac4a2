/** Real servers on this machine, run by the library under both supervisors: {@code -Preal-runtimes}. */
@NullMarked
package dev.venom.runtime.testbed.switching.real;

import org.jspecify.annotations.NullMarked;
