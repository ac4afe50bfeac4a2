/** The library as it is kept: in memory, on disk, and in the list that comes with the jar. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import org.jspecify.annotations.NullMarked;
