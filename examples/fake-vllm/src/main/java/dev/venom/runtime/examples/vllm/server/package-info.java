/** HTTP: the endpoints and their answers. */
@NullMarked
package dev.venom.runtime.examples.vllm.server;

import org.jspecify.annotations.NullMarked;
