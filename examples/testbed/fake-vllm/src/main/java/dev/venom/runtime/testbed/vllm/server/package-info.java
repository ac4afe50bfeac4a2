/** HTTP: the endpoints and their answers. */
@NullMarked
package dev.venom.runtime.testbed.vllm.server;

import org.jspecify.annotations.NullMarked;
