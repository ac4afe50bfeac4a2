/** What is asked of the kernel: signals that reach no stranger, and exits noticed without polling. */
@NullMarked
package dev.venom.runtime.supervisor.process.internal.linux;

import org.jspecify.annotations.NullMarked;
