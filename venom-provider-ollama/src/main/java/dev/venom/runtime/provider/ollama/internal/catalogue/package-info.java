/** What can be had from the Ollama library: from its pages, from a copy on disk, or from the list in the jar. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.catalogue;

import org.jspecify.annotations.NullMarked;
