/** Servers that run in containers, where the command that is supervised is only the client of an engine. */
@NullMarked
package dev.venom.runtime.supervisor.process.internal.container;

import org.jspecify.annotations.NullMarked;
