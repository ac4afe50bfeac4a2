/** One runtime in the hands of the supervisor. */
@NullMarked
package dev.venom.runtime.supervisor.process.internal.runtime;

import org.jspecify.annotations.NullMarked;
