/** What a runtime wrote. */
@NullMarked
package dev.venom.runtime.supervisor.process.internal.output;

import org.jspecify.annotations.NullMarked;
