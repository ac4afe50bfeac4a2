/** What is kept of a runtime beyond the life of its host. */
@NullMarked
package dev.venom.runtime.supervisor.process.internal.record;

import org.jspecify.annotations.NullMarked;
