/** Models as Ollama keeps them: a manifest, a configuration and layers, each named by its digest. */
@NullMarked
package dev.venom.runtime.testbed.ollama.image;

import org.jspecify.annotations.NullMarked;
