/** Reads the pages of the library: tolerant of what is new or broken in them, and bounded whatever they hold. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import org.jspecify.annotations.NullMarked;
