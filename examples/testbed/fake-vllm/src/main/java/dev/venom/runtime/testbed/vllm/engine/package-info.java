/** The processes behind the server and the requests they work on. */
@NullMarked
package dev.venom.runtime.testbed.vllm.engine;

import org.jspecify.annotations.NullMarked;
