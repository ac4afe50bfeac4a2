/** The command line, and what a start writes and refuses. */
@NullMarked
package dev.venom.runtime.testbed.vllm.launch;

import org.jspecify.annotations.NullMarked;
