/** Tests of the provider and the driver against servers on the loopback address. */
@NullMarked
package dev.venom.runtime.provider.ollama;

import org.jspecify.annotations.NullMarked;
