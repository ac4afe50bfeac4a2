/** Daemons among the processes of this host. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.process;

import org.jspecify.annotations.NullMarked;
