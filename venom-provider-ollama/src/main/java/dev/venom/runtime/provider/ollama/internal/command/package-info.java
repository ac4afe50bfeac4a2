/** The command line client of Ollama, where nothing else is left. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.command;

import org.jspecify.annotations.NullMarked;
