/** The drivers that come with the core: vLLM, and servers that speak its protocol. */
@NullMarked
package dev.venom.runtime.core.internal.driver;

import org.jspecify.annotations.NullMarked;
